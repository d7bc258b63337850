"""The report of a cohort of 5,000 tandems: five waves with 60 items in all, made, and served as page and as paper.

usage: python bench/report.py [--tandems 5000] [--items 60] [--limit 2] [--postgres]

Every tandem has six meetings with what the two have ticked. Nine in ten of all 10,000 people have answered each wave;
the waves are closed as the daily job closes them, which freezes their figures, and its sums are counted as another
job counts them. Then the report is made in both languages, and its public page and its PDF are asked for through the
whole stack. With --postgres on the database that DATABASE_URL names (`scripts/with-postgres python bench/report.py
--postgres`), else on a file of its own. Exit status 1 if making the reports or any of their pages takes longer than
the limit, or asks more queries than a constant number.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import sys
import time
from collections.abc import Callable
from typing import Any

from desk import set_up
from reminders import build

QUERIES = 40
DEPARTMENTS = 15
BATCH = 2_000


def ask(cohort: Any, people: int, items: int, now: dt.datetime) -> float:
    """Five waves, answered by nine in ten; returns the seconds that closing them took."""
    from augenhoehe.surveys.enums import Wave
    from augenhoehe.surveys.models import Item, Sheet, Survey
    from augenhoehe.surveys.services import close_survey, load_starter_instruments, open_survey

    load_starter_instruments(cohort.programme)
    chance, took = random.Random(7), 0.0
    for wave in Wave:
        last = now.date() + dt.timedelta(days=20)
        survey = open_survey(survey=Survey(cohort=cohort, wave=wave, opens_on=now.date(), closes_on=last))
        fill_up(survey.instrument, items // len(Wave))
        asked = list(Item.objects.filter(instrument=survey.instrument))
        Sheet.objects.bulk_create(
            (sheet(chance, survey, asked, k) for k in range(people) if chance.random() < 0.9), batch_size=BATCH
        )
        Survey.objects.filter(pk=survey.pk).update(asked=people)
        survey.refresh_from_db()
        begin = time.perf_counter()
        close_survey(survey=survey, actor=None, now=now)
        took += time.perf_counter() - begin
    return took


def fill_up(instrument: Any, number: int) -> None:
    """So many items on the scale of six, besides those that are there."""
    from augenhoehe.surveys.models import Item

    there = instrument.items.count()
    Item.objects.bulk_create(
        Item(
            instrument=instrument, position=100 + k, key=f"more-{k}", kind="scale6", measure="other",
            text_de=f"Aussage {k}.", text_en=f"Statement {k}.",
        )
        for k in range(max(number - there, 0))
    )  # fmt: skip


def sheet(chance: random.Random, survey: Any, items: list[Any], number: int) -> Any:
    from augenhoehe.surveys.models import Sheet

    side = ("mentor", "mentee")[number % 2]
    values: dict[str, Any] = {}
    for item in items:
        if item.side in ("", side) and item.kind != "text" and chance.random() < 0.95:
            keys = [option["key"] for option in item.options]
            answers = {"scale6": chance.randint(1, 6), "scale10": chance.randint(0, 10)}
            values[item.key] = answers.get(item.kind) or (chance.choice(keys) if item.kind == "choice" else keys[:2])
    department = f"Referat {chance.randrange(DEPARTMENTS)}"
    return Sheet(survey=survey, side=side, department=department, level=chance.randint(1, 6), values=values)


def tick(now: dt.datetime) -> None:
    """What the two of each tandem have said of their held meetings."""
    from augenhoehe.tandems.models import Meeting, MeetingRecord
    from augenhoehe.tandems.services.tally import tally_due

    chance = random.Random(7)
    aspects = ["advice", "experience", "feedback", "networking", "future"]
    MeetingRecord.objects.bulk_create(
        (
            MeetingRecord(meeting_id=pk, minutes=90, mode="video", aspects=chance.sample(aspects, 2))
            for pk in Meeting.objects.filter(state="held").values_list("pk", flat=True)
        ),
        batch_size=BATCH,
    )
    tally_due(now=now)


def timed(name: str, act: Callable[[], Any]) -> tuple[Any, float, int]:
    """What it gives, seconds by the clock, queries."""
    from django.db import connection

    asked = 0

    def count(execute: Any, *args: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*args)

    begin, processor = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(count):
        done = act()
    took = time.perf_counter() - begin
    print(
        f"{name:22} {took:6.2f} s ({time.process_time() - processor:.2f} s of processor time) {asked:4} queries",
        flush=True,
    )
    return done, took, asked


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tandems", type=int, default=5_000)
    parser.add_argument("--items", type=int, default=60)
    parser.add_argument("--limit", type=float, default=2.0)
    parser.add_argument("--postgres", action="store_true")
    args = parser.parse_args()
    set_up(os.environ["DATABASE_URL"] if args.postgres else "")
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from augenhoehe.evaluation.selectors.figures import figures_of
    from augenhoehe.evaluation.services import count_due, make_reports, publish_report
    from augenhoehe.people.models import Person
    from augenhoehe.programmes.models import Cohort

    now = dt.datetime(2027, 3, 9, 6, 0, tzinfo=dt.UTC)
    build(args.tandems, 10, now)
    Cohort.objects.update(name_de="Durchgang", name_en="Cohort")
    cohort, office = Cohort.objects.select_related("programme").get(), Person.objects.first()
    assert office
    tick(now)
    closing = ask(cohort, 2 * args.tandems, args.items, now)
    items = sum(one.instrument.items.count() for one in cohort.surveys.select_related("instrument"))
    print(f"{connection.vendor}: {args.tandems} tandems, 5 waves with {items} items, closed in {closing:.1f} s")
    timed("the daily count", lambda: count_due(now=now))
    (report, _english), *made = timed(
        "make the report", lambda: make_reports(cohort=cohort, languages=("de", "en"), actor=office, now=now)
    )
    publish_report(report=report, actor=office, now=now)
    page = reverse("public-report", args=[cohort.programme.slug, cohort.slug, "de"])
    _found, *read = timed("the page of figures", lambda: figures_of(cohort))
    shown, *served = timed("the public page", lambda: Client().get(page))
    paper, *printed = timed("the PDF", lambda: Client().get(f"{page}pdf/"))
    whole = shown.status_code == paper.status_code == 200 and paper.content.startswith(b"%PDF")
    steps = (made, read, served, printed)
    return 0 if whole and all(took <= args.limit and asked <= QUERIES for took, asked in steps) else 1


if __name__ == "__main__":
    sys.exit(main())
