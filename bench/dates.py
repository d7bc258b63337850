"""Suggestions of six dates for 500 tandems whose calendars are full: how long a tandem takes, from the database on.

usage: python bench/dates.py [--tandems 500] [--busy 200]

Two people with 200 busy entries each, weekly hours of their own, six dates of 90 minutes. Beside it the usual way: one
date after the other, each the best for itself. Exit status 1 if the limit is missed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import statistics
import sys
import time
from typing import Any
from zoneinfo import ZoneInfo

from desk import set_up

LIMIT_MS = 20.0
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
FIRST = dt.date(2026, 12, 1)


def people(count: int, busy: int) -> list[Any]:
    """Invented people with full calendars over the seven months that a search looks at."""
    from augenhoehe.calendars.models import Source, TravelTime, WeeklyHours
    from augenhoehe.calendars.planning import merged
    from augenhoehe.people.models import Person, Site

    chance = random.Random(11)
    sites = [Site.objects.create(name=f"Haus {k}") for k in range(6)]
    TravelTime.objects.bulk_create(
        TravelTime(one=a, other=b, minutes=chance.randrange(10, 50)) for a in sites for b in sites if a.pk < b.pk
    )
    found = Person.objects.bulk_create(
        Person(email=f"p{k}@auenbrueck.example", site=chance.choice(sites)) for k in range(count)
    )
    zero = int(dt.datetime.combine(FIRST, dt.time(), ZoneInfo("Europe/Berlin")).timestamp()) // 60

    def spans() -> list[Any]:
        starts = (zero + chance.randrange(200) * 1440 + chance.randrange(32, 66) * 15 for _ in range(busy))
        return merged((start, start + chance.choice((30, 60, 60, 90, 120))) for start in starts)

    Source.objects.bulk_create(Source(person=one, kind="pasted", name="x", busy=spans()) for one in found)
    hours = {**dict.fromkeys(("monday", "tuesday", "wednesday", "thursday"), "8–16:30"), "friday": "8–14"}
    WeeklyHours.objects.bulk_create(WeeklyHours(person=one, **hours) for one in found)
    return found


def one_by_one(two: list[Any], targets: list[dt.date]) -> int:
    """How many dates there are when each is chosen for itself, beside those chosen before."""
    from augenhoehe.calendars.selectors import suggestions

    found: list[dt.date] = []
    for target in targets:
        series = suggestions(people=two, count=1, first_day=target, minutes=90, now=NOW, fixed=found)
        found += [date.starts_at.date() for date in series.dates]
    return len(found)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--tandems", type=int, default=500)
    arguments.add_argument("--busy", type=int, default=200)
    given = arguments.parse_args()
    set_up()
    from augenhoehe.calendars.selectors import suggestions
    from augenhoehe.common.dates import months_later

    everybody = people(2 * given.tandems, given.busy)
    pairs = [everybody[k : k + 2] for k in range(0, len(everybody), 2)]
    suggestions(people=pairs[0], count=6, first_day=FIRST, minutes=90, now=NOW)
    clock, processor, dates = [], time.process_time(), 0
    for two in pairs:
        begin = time.perf_counter()
        series = suggestions(people=two, count=6, first_day=FIRST, minutes=90, now=NOW)
        clock.append((time.perf_counter() - begin) * 1000)
        dates += len(series.dates)
    cost = (time.process_time() - processor) * 1000 / len(pairs)
    targets = [months_later(FIRST, month) for month in range(6)]
    single = sum(one_by_one(two, targets) for two in pairs)
    print(f"{len(pairs)} tandems, {given.busy} busy entries a person: {cost:.1f} ms of processor time a tandem")
    print(f"clock: median {statistics.median(clock):.1f} ms, p95 {statistics.quantiles(clock, n=20)[-1]:.1f} ms")
    print(f"dates found: {dates} of {6 * len(pairs)}; one after the other: {single}")
    print(f"limit {LIMIT_MS:.0f} ms: {'met' if cost <= LIMIT_MS else 'MISSED'}")
    return 0 if cost <= LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
