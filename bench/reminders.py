"""The day's mails about meetings of 20,000 tandems: reminders before, and questions whether a meeting took place.

usage: python bench/reminders.py [--tandems 20000] [--share 10] [--limit 60]

Every tandem has six meetings a month apart. Every tenth (--share) has one tomorrow, and every tenth had one yesterday
of which nobody has said anything: twice what a usual day brings. With --share 2 every tandem has one that is due. Both
jobs write two mails a meeting, each in its reader's language and with a link of its own, on a database file of its own.
Then both run again, and have nothing to do. Exit status 1 if the four runs take more processor time than the limit, if
there are more queries than a constant number for each batch, or if a mail is missing or there twice.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
import uuid
from typing import Any

from desk import set_up

BATCH_QUERIES = 45
"""On SQLite, which takes a thousand values a query: most of them write the mails."""


def build(number: int, share: int, now: dt.datetime) -> None:
    """Confirmed tandems of invented people with six meetings a month apart; the rests by `share` say on which day."""
    from augenhoehe.applications.models import Application
    from augenhoehe.people.models import Person
    from augenhoehe.programmes.models import Cohort, Programme
    from augenhoehe.tandems.models import Meeting, Tandem

    programme = Programme.objects.create(slug="bench", name_de="Bench", name_en="Bench")
    ends_on = now.date() + dt.timedelta(days=300)
    cohort = Cohort.objects.create(programme=programme, slug="bench", starts_on=now.date(), ends_on=ends_on)
    people = Person.objects.bulk_create(
        [
            Person(email=f"{side}{k}@stadt.example", last_name=f"{side} {k}", language=("de", "en")[k // 2 % 2])
            for side in ("mentor", "mentee")
            for k in range(number)
        ],
        batch_size=500,
    )
    sides = ["mentor"] * number + ["mentee"] * number
    asked = Application.objects.bulk_create(
        [Application(cohort=cohort, person=one, side=side) for one, side in zip(people, sides, strict=True)],
        batch_size=500,
    )
    both = dict.fromkeys(("mentor_answer", "mentee_answer", "mentor_confirms", "mentee_confirms"), "yes")
    tandems = Tandem.objects.bulk_create(
        [
            Tandem(cohort=cohort, mentor=mentor, mentee=mentee, state="confirmed", answer_by=now, **both)
            for mentor, mentee in zip(asked[:number], asked[number:], strict=True)
        ],
        batch_size=500,
    )
    Meeting.objects.bulk_create(
        [
            Meeting(
                tandem=tandem,
                number=place,
                starts_at=now + dt.timedelta(days=28 * (place - 3) + {0: -1, 1: 1}.get(k % share, 9)),
                state="held" if place < 3 else "planned",
                place="Rathaus",
                uid=str(uuid.uuid4()),
            )
            for k, tandem in enumerate(tandems)
            for place in range(1, 7)
        ],
        batch_size=500,
    )
    Meeting.objects.update(updated_at=now - dt.timedelta(days=10))


def run(job: Any, now: dt.datetime) -> tuple[int, float, float, int]:
    """How many meetings, seconds by the clock and of processor time, queries."""
    from django.db import connection

    asked = 0

    def count(execute: Any, *args: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*args)

    begin, processor = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(count):
        done = job(now=now)
    return done, time.perf_counter() - begin, time.process_time() - processor, asked


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tandems", type=int, default=20_000)
    parser.add_argument("--share", type=int, default=10)
    parser.add_argument("--limit", type=float, default=60.0)
    args = parser.parse_args()
    set_up()
    from augenhoehe.messaging.models import Mail
    from augenhoehe.tandems.services.reminders import BATCH, ask_about_meetings, remind_of_meetings

    # A Tuesday, so that tomorrow is a working day.
    now = dt.datetime(2027, 3, 9, 6, 0, tzinfo=dt.UTC)
    build(args.tandems, args.share, now)
    whole, good = 0.0, True
    due = args.tandems // args.share
    batches = -(-due // BATCH)
    for again in (False, True):
        for job in (remind_of_meetings, ask_about_meetings):
            done, clock, took, queries = run(job, now)
            whole += took
            good &= done == (0 if again else due) and queries <= BATCH_QUERIES * (1 if again else batches)
            times = f"{took:6.1f} s of processor time ({clock:.1f} s)"
            print(f"{job.__name__:20} {done:6} meetings  {times}  {queries:5} queries")
    mails = Mail.objects.count()
    good &= mails == 4 * due == Mail.objects.values("idempotency_key").distinct().count()
    print(f"{mails} mails in {whole:.1f} s of processor time (limit {args.limit:.0f} s), batches of {BATCH}")
    return 0 if good and whole <= args.limit else 1


if __name__ == "__main__":
    sys.exit(main())
