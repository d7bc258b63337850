"""The matching desk with 500 mentees and 600 mentors: how long the server takes, and how many queries.

usage: python bench/desk.py [--mentors 600] [--mentees 500] [--requests 60]

Pages are asked for at 10 a second, through the whole stack (session, permissions, templates), on a database file of its
own. "Cold" is the first preview of a process, which reads the run from the database; afterwards it is kept in memory.
Exit status 1 if a limit is missed.
"""

from __future__ import annotations

import argparse
import atexit
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterable
from typing import Any

PREVIEW_MS, PAGE_MS, PLANS_MS, QUERIES, PACE = 150.0, 150.0, 400.0, 15, 10
SIDES = ("mentor", "mentee")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def set_up(database: str = "") -> None:
    """Django on an empty database in a temporary folder, which goes when the process ends; or on the one named."""
    folder = tempfile.mkdtemp(prefix="augenhoehe-bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ.update(
        DEMO="1",
        DATA_DIR=folder,
        DATABASE_URL=database,
        DJANGO_SETTINGS_MODULE="config.settings",
        ALLOWED_HOSTS="testserver",
        HTTPS="",
    )
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def build_cohort(mentors: int, mentees: int) -> tuple[Any, Any]:
    """A cohort of invented people with full answers; returns it and somebody of its office."""
    import datetime as dt

    from augenhoehe.people.models import Person, Site, Unit
    from augenhoehe.programmes import defaults
    from augenhoehe.programmes.models import Cohort, MatchingRules, Programme, Role
    from augenhoehe.topics.models import Category, Topic

    chance = random.Random(7)
    programme = Programme.objects.create(slug="bench", name_de="Bench", name_en="Bench")
    today = dt.datetime.now(dt.UTC).date()
    cohort = Cohort.objects.create(
        programme=programme,
        slug="bench",
        name_de="Bench",
        name_en="Bench",
        starts_on=today,
        ends_on=today + dt.timedelta(days=300),
    )
    MatchingRules.objects.create(cohort=cohort, number=1, rules=defaults.RULES, weights=defaults.WEIGHTS)
    category = Category.objects.create(programme=programme, key="all", name_de="Alle", name_en="All")
    topics = [
        Topic.objects.create(
            programme=programme, category=category, key=f"t{k}", name_de=f"Thema {k}", name_en=f"Topic {k}"
        )
        for k in range(30)
    ]
    sites = [Site.objects.create(name=f"Haus {k}") for k in range(12)]
    departments = [Unit.objects.create(name=f"Referat {k}", short=f"R{k}", kind="department") for k in range(15)]
    units = [
        Unit.objects.create(name=f"Abteilung {k}-{n}", short=f"R{k}-{n}", kind="division", parent=department)
        for k, department in enumerate(departments)
        for n in range(4)
    ]
    office = Person.objects.create(email="office@bench.example", first_name="Office")
    Role.objects.create(programme=programme, person=office, kind="office")
    add_people(chance, cohort, "mentor", mentors, topics, sites, units)
    add_people(chance, cohort, "mentee", mentees, topics, sites, units)
    return cohort, office


def add_people(
    chance: random.Random, cohort: Any, side: str, count: int, topics: list[Any], sites: list[Any], units: list[Any]
) -> None:
    """Admitted applications of one side; young people low in the house, the others high."""
    from augenhoehe.applications.enums import Aspect
    from augenhoehe.applications.models import Application, TopicAnswer
    from augenhoehe.people.models import Person

    young = side == "mentor"
    people = Person.objects.bulk_create(
        Person(
            email=f"{side}{k}@bench.example",
            first_name=f"Kim {k}",
            last_name=side.title(),
            unit=chance.choice(units),
            site=chance.choice(sites),
            function_level=chance.choice((1, 2, 2, 3)) if young else chance.choice((4, 5, 5, 6)),
            career_stage=chance.choice((0, 1, 2)) if young else chance.choice((2, 3, 4)),
        )
        for k in range(count)
    )
    applications = Application.objects.bulk_create(
        Application(
            cohort=cohort,
            person=person,
            side=side,
            state="admitted",
            aspect_seeks={aspect: chance.randint(0, 3) for aspect in Aspect.values},
            aspect_gives={aspect: chance.randint(0, 3) for aspect in Aspect.values},
            slots=sorted(chance.sample(range(20), chance.randint(4, 10))),
            modes=chance.choice((["in_person"], ["video"], ["in_person", "video"])),
            languages=["de"],
        )
        for person in people
    )
    TopicAnswer.objects.bulk_create(
        TopicAnswer(
            application=application,
            topic=topic,
            level=chance.randint(1, 3) if young else chance.randint(0, 2),
            relevance=0 if young else chance.randint(1, 3),
        )
        for application in applications
        for topic in chance.sample(topics, chance.randint(5, 9))
    )


def start_and_compute(cohort: Any, office: Any) -> Any:
    """A run as the worker computes it, with its time."""
    from django.utils import timezone

    from augenhoehe.matching import services

    run, _created = services.start_run(cohort=cohort, actor=office, note="", draft_key=uuid.uuid4())
    start = time.perf_counter()
    services.compute_run(run_id=run.pk, now=timezone.now())
    run.refresh_from_db()
    print(f"run: {run.figures['pairs']} pairs, read, solved, proven, verified and stored in {ms(start):.0f} ms")
    return run


def ms(start: float) -> float:
    return (time.perf_counter() - start) * 1000


def paced(ask: Callable[[], object], requests: int) -> list[float]:
    """Milliseconds of each request, asked for at `PACE` a second."""
    times = []
    for _ in range(requests):
        start = time.perf_counter()
        ask()
        times.append(ms(start))
        time.sleep(max(0.0, 1 / PACE - times[-1] / 1000))
    return times


def report(name: str, times: list[float], queries: int, limit: float) -> bool:
    """One line, and whether the limits hold."""
    p95 = statistics.quantiles(times, n=20)[-1]
    fine = p95 <= limit and queries <= QUERIES
    mark = "" if fine else "  <- over the limit"
    print(
        f"{name:24} median {statistics.median(times):6.1f} ms   p95 {p95:6.1f} ms (limit {limit:.0f})   "
        f"{queries:2d} queries (limit {QUERIES}){mark}"
    )
    return fine


def counted(ask: Callable[[], Any]) -> int:
    """Queries of one request, which must succeed."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        answer = ask()
    assert answer.status_code == 200, answer.status_code
    return len(queries)


def other_pairs(run: Any, count: int) -> Iterable[tuple[int, int]]:
    """Pairs of people of the run that are possible, but that it does not propose."""
    from augenhoehe.matching import adapter

    chance = random.Random(3)
    proposed = list(run.proposals.values_list("mentor_id", "mentee_id"))
    while count:
        (mentor, _own), (_their, mentee) = chance.sample(proposed, 2)
        if not adapter.preview_lock(run, mentor=mentor, mentee=mentee).blocked_by:
            count -= 1
            yield mentor, mentee


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentors", type=int, default=600)
    parser.add_argument("--mentees", type=int, default=500)
    parser.add_argument("--requests", type=int, default=60)
    args = parser.parse_args()
    set_up()
    from django.test import Client
    from django.urls import reverse

    from augenhoehe.matching.adapter import whatif

    cohort, office = build_cohort(args.mentors, args.mentees)
    run = start_and_compute(cohort, office)
    client = Client()
    client.force_login(office, backend=BACKEND)

    def path(name: str, *more: int) -> str:
        return reverse(name, args=[cohort.pk, *more])

    fine = []
    for name in ("matching-desk", "matching-proposals", "matching-left-over", "matching-past"):
        ask = lambda name=name: client.get(path(name))  # noqa: E731
        fine.append(report(name, paced(ask, args.requests), counted(ask), PAGE_MS))
    pairs = iter(list(other_pairs(run, args.requests + 2)))
    whatif._kept.clear()  # as in a process that has not been asked yet
    preview = lambda: client.get(path("run-pair", run.number, *next(pairs)))  # noqa: E731
    start = time.perf_counter()
    queries = counted(preview)
    print(f"{'effect preview, cold':24} {ms(start):6.1f} ms")
    fine.append(report("effect preview", paced(preview, args.requests), queries, PREVIEW_MS))
    mentees = iter(run.proposals.values_list("mentee_id", flat=True)[: args.requests])
    partners = lambda: client.get(path("run-partners", run.number, next(mentees)))  # noqa: E731
    queries = counted(partners)
    times = paced(partners, min(args.requests, args.mentees) - 1)
    fine.append(report("five partners, effects", times, queries, PREVIEW_MS))
    asked = iter(list(other_pairs(run, args.requests + 1)))
    why_not = lambda: client.get(path("run-why-not", run.number), dict(zip(SIDES, next(asked), strict=True)))  # noqa: E731
    queries = counted(why_not)
    fine.append(report("why not these two", paced(why_not, args.requests), queries, PREVIEW_MS))
    steps = iter(
        [run.rules.weights | {"topic_fit": 40 - k % 30, "time": 10 + k % 20} for k in range(args.requests + 1)]
    )
    slider = lambda: client.get(path("run-weights", run.number), next(steps), headers={"HX-Request": "true"})  # noqa: E731
    queries = counted(slider)
    fine.append(report("weights on a slider", paced(slider, args.requests), queries, PREVIEW_MS))
    plans = lambda: client.get(path("run-plans", run.number))  # noqa: E731
    fine.append(report("the next best plans", paced(plans, 10), counted(plans), PLANS_MS))
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
