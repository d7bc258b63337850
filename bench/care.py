"""The day's look at 20,000 tandems: who is quiet, whose month brings a mail.

usage: python bench/care.py [--tandems 20000] [--share 10] [--limit 60]

The same tandems as in reminders.py, forty days later, on all days up to half-time. Every tenth (--share) has had no
date since and is asked whether something is the matter; the mails of the first weeks and of the first third are those
of seven days. Then both jobs run again, and have nothing to do. Exit status 1 if the four runs take more processor time
than the limit, if there are more queries than a constant number for each batch, or if a mail is missing or there twice.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys

from desk import set_up
from reminders import build, run

BATCH_QUERIES = 60
"""On SQLite, which takes a thousand values a query: most of them fetch six meetings each, and write the mails."""

LAST_MET = dt.timedelta(days=39)
HALF = 92


def spread(share: int, now: dt.datetime) -> None:
    """Tandems on all days of the first half of their months; every one by `share` met last before `LAST_MET`."""
    from django.db.models import F

    from augenhoehe.programmes.models import Cohort
    from augenhoehe.programmes.parts import Part
    from augenhoehe.tandems.models import Meeting, Tandem

    Cohort.objects.update(parts=[Part.QUIET, Part.COMPANION])
    first = Tandem.objects.order_by("pk").values_list("pk", flat=True)[0]
    nth = (F("tandem_id") - first) % share
    Meeting.objects.alias(nth=nth).filter(nth=0, starts_at__gt=now - LAST_MET).delete()
    for days in range(HALF):
        begins_on = now.date() - dt.timedelta(days=days)
        found = Tandem.objects.alias(day=(F("pk") - first) % HALF).filter(day=days)
        found.update(begins_on=begins_on, ends_on=begins_on + dt.timedelta(days=182))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tandems", type=int, default=20_000)
    parser.add_argument("--share", type=int, default=10)
    parser.add_argument("--limit", type=float, default=60.0)
    args = parser.parse_args()
    set_up()
    from augenhoehe.care.selectors.dates import BATCH
    from augenhoehe.care.services.phases import send_phase_mails
    from augenhoehe.care.services.quiet import notice_quiet
    from augenhoehe.messaging.models import Mail

    now = dt.datetime(2027, 3, 9, 6, 0, tzinfo=dt.UTC)
    build(args.tandems, args.share, now)
    later = now + dt.timedelta(days=40)
    spread(args.share, later)
    batches = -(-args.tandems // BATCH)
    whole, good, told = 0.0, True, 0
    for again in (False, True):
        for job in (notice_quiet, send_phase_mails):
            before = Mail.objects.count()
            done, clock, took, queries = run(job, later)
            sent = Mail.objects.count() - before
            whole += took
            told += sent
            good &= queries <= BATCH_QUERIES * batches and sent == (0 if again else 2 * done) and (again or done > 0)
            times = f"{took:6.1f} s of processor time ({clock:.1f} s)"
            print(f"{job.__name__:18} {done:6} tandems  {sent:6} mails  {times}  {queries:5} queries", flush=True)
    good &= told == Mail.objects.values("idempotency_key").distinct().count()
    print(f"{told} mails in {whole:.1f} s of processor time (limit {args.limit:.0f} s), batches of {BATCH}")
    return 0 if good and whole <= args.limit else 1


if __name__ == "__main__":
    sys.exit(main())
