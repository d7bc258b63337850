"""1,000 certificates: issued in one act with letters, register and progress, then each as PDF/UA and as signed badge.

usage: python bench/certificates.py [--people 1000] [--limit 30]

500 tandems of invented people have come to their end with six meetings each. The office's act runs as the worker runs
it, on a database file of its own, while a watcher reads the progress that the office's page shows. Then every paper
and every badge (signed token, PNG and SVG) is made as a holder's download makes it, in as many processes as there are
cores. The processor's time tells on a busy machine what an idle one would take. Exit status 1 if all of it takes longer
than the limit, if the progress stands still between the batches, or if a certificate is missing, there twice, or cannot
be made.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import resource
import sys
import time
import uuid
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from desk import set_up

BATCH = 100


def build(pairs: int, now: dt.datetime) -> Any:
    """A cohort whose tandems have all come to their end; returns it."""
    from augenhoehe.applications.models import Application
    from augenhoehe.people.models import Person
    from augenhoehe.programmes.models import Cohort, Programme
    from augenhoehe.tandems.models import Meeting, MeetingRecord, Tandem

    begins_on, ends_on = now.date() - dt.timedelta(days=200), now.date() - dt.timedelta(days=10)
    programme = Programme.objects.create(slug="bench", name_de="Reverse Mentoring", name_en="Reverse mentoring")
    cohort = Cohort.objects.create(
        programme=programme, slug="bench", name_de="Durchgang", name_en="Cohort", starts_on=begins_on, ends_on=ends_on
    )
    people = Person.objects.bulk_create(
        Person(
            email=f"{side}{k}@stadt.example", first_name="Kim", last_name=f"{side} {k}", language=("de", "en")[k % 2]
        )
        for side in ("mentor", "mentee")
        for k in range(pairs)
    )
    sides = ["mentor"] * pairs + ["mentee"] * pairs
    asked = Application.objects.bulk_create(
        Application(cohort=cohort, person=one, side=side) for one, side in zip(people, sides, strict=True)
    )
    both: dict[str, Any] = dict.fromkeys(
        ("mentor_answer", "mentee_answer", "mentor_confirms", "mentee_confirms"), "yes"
    )
    tandems = Tandem.objects.bulk_create(
        Tandem(
            cohort=cohort, mentor=mentor, mentee=mentee, state="closed", answer_by=now, begins_on=begins_on,
            ends_on=ends_on, **both,
        )
        for mentor, mentee in zip(asked[:pairs], asked[pairs:], strict=True)
    )  # fmt: skip
    meetings = Meeting.objects.bulk_create(
        Meeting(
            tandem=tandem, number=place, starts_at=now - dt.timedelta(days=28 * place), state="held",
            uid=str(uuid.uuid4()),
        )
        for tandem in tandems
        for place in range(1, 7)
    )  # fmt: skip
    MeetingRecord.objects.bulk_create(MeetingRecord(meeting=one, minutes=90, mode="video") for one in meetings)
    return cohort


def issue(cohort: Any, now: dt.datetime) -> tuple[list[int], float]:
    """The act of the office; the numbers that its page shows on the way, and seconds."""
    from augenhoehe.people.models import Person
    from augenhoehe.recognition.models import Issue
    from augenhoehe.recognition.selectors.standing import basis_of, ready, rule_of
    from augenhoehe.recognition.services import issuing

    seen: list[int] = []
    batch = issuing._issue_batch

    def watched(one: Issue, at: dt.datetime) -> int:
        number = batch(one, at)
        seen.append(Issue.objects.get(pk=one.pk).done)
        return number

    begin = time.perf_counter()
    basis = basis_of(ready(cohort, rule_of(cohort)))[1]
    started = issuing.start_issue(cohort=cohort, actor=Person.objects.first(), basis=basis)
    issuing._issue_batch = watched
    issuing.run_issue(issue_id=started.pk, now=now)
    issuing._issue_batch = batch
    return seen, time.perf_counter() - begin


def make(ids: list[int]) -> tuple[int, int]:
    """Paper and badge of each, as its holder's download makes them; how many, and bytes."""
    from django.db import connection

    from augenhoehe.recognition.badges import baking
    from augenhoehe.recognition.badges.credential import badge_of
    from augenhoehe.recognition.models import Certificate
    from augenhoehe.recognition.paper import certificate_pdf
    from augenhoehe.recognition.selectors.keys import signing_key

    connection.close()
    key = signing_key()
    if key is None:
        raise RuntimeError("no key")
    made = size = 0
    for one in Certificate.objects.filter(pk__in=ids).select_related("entry", "person", "cohort__programme"):
        token = badge_of(one, key)
        size += len(certificate_pdf(one, one.person.language))
        size += len(baking.png(token, one.side)) + len(baking.svg(token, one.side))
        made += 1
    return made, size


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--limit", type=float, default=30)
    args = parser.parse_args()
    set_up()
    now = dt.datetime.now(dt.UTC)
    cohort = build(args.people // 2, now)
    before = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    progress, issuing_took = issue(cohort, now)
    from augenhoehe.messaging.models import Mail
    from augenhoehe.recognition.models import Certificate

    ids = list(Certificate.objects.values_list("pk", flat=True))
    begin, cores = time.perf_counter(), os.cpu_count() or 1
    with ProcessPoolExecutor(cores) as pool:
        parts = list(pool.map(make, [ids[start::cores] for start in range(cores)]))
    making_took = time.perf_counter() - begin
    made, size = sum(one for one, _size in parts), sum(size for _one, size in parts)
    letters = Mail.objects.filter(key="recognition.issued").count()
    print(f"issued {len(ids):,} with {letters:,} letters in {issuing_took:.1f} s; progress {progress}")
    print(f"made {made:,} papers and badges in {making_took:.1f} s, {size / made / 1024:.0f} KiB each")
    used = sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) - before
    print(f"together {issuing_took + making_took:.1f} s ({used:.1f} s of processor time), limit {args.limit:.0f} s")
    steps = [later - earlier for earlier, later in zip([0, *progress], progress, strict=False)]
    complete = len(ids) == letters == made == args.people
    return 0 if complete and max(steps) <= BATCH and issuing_took + making_took <= args.limit else 1


if __name__ == "__main__":
    sys.exit(main())
