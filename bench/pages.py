"""Every list page and the desk with 500 applications: queries of each, and the time at 10 requests a second.

usage: python bench/pages.py [--mentors 280] [--mentees 220] [--seconds 30]

Two cohorts of the same 500 people in a throw-away SQLite database: one with proposals on the desk, one published with
its tandems and mails. Queries are counted with Django's test client. The time is measured at the real server, two
processes on a free port of the loopback interface: requests leave at fixed moments, whether or not earlier ones have
been answered, and the clock starts at that moment. Exit status 1 if a limit is missed.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from desk import BACKEND, PACE, PAGE_MS, QUERIES, build_cohort, counted, ms, set_up, start_and_compute

NEXT_BEST = "tandems: next best"
"""Reads the whole cohort and computes: its queries are told, as those of a run, and its time counts like any other."""
SUMMARIES = ("home", "overview", "overview, published")
"""No lists: they ask every room of the house once. Their queries are told; they do not grow with the rows."""
PUBLISH_MS = 1500.0
LIKE_A_BROWSER = {"Accept": "text/html", "Accept-Language": "de", "Accept-Encoding": "gzip"}


def publish_copy(cohort: Any, office: Any) -> Any:
    """A second cohort of the same people with the same answers, computed, approved and published."""
    from django.utils import timezone

    from augenhoehe.applications.models import Application, TopicAnswer
    from augenhoehe.matching.services import publication
    from augenhoehe.people.models import Person
    from augenhoehe.programmes.models import Cohort, MatchingRules, Role
    from augenhoehe.tandems.services.publication import publish_run

    topics = defaultdict(list)
    for answer in TopicAnswer.objects.filter(application__cohort=cohort):
        topics[answer.application_id].append(answer)
    people = list(cohort.applications.all())
    rules = MatchingRules.objects.get(cohort=cohort)
    copy = Cohort.objects.get(pk=cohort.pk)
    copy.pk, copy.slug, copy.name_de, copy.name_en = None, "published", "Veröffentlicht", "Published"
    copy.save(force_insert=True)
    MatchingRules.objects.create(cohort=copy, number=1, rules=rules.rules, weights=rules.weights)
    for application in people:
        answers = topics[application.pk]
        application.pk, application.cohort, application.draft_key = None, copy, None
        application.save(force_insert=True)
        for answer in answers:
            answer.pk, answer.application = None, application
    TopicAnswer.objects.bulk_create(answer for answers in topics.values() for answer in answers)
    second = Person.objects.create(email="second@bench.example", first_name="Second")
    Role.objects.create(programme=copy.programme, person=second, kind="office")
    assert Application.objects.filter(cohort=copy).count() == len(people)
    run = start_and_compute(copy, office)
    now = timezone.now()
    run = publication.submit_for_approval(run=run, actor=office, version=run.version, acknowledged=True, now=now)
    start = time.perf_counter()
    done = publish_run(run=run, actor=second, now=now, acknowledged=True)
    took = ms(start)
    print(
        f"publication: {done.tandems} tandems with their mails in {took:.0f} ms (limit {PUBLISH_MS:.0f})"
        f"{'' if took <= PUBLISH_MS else '  <- over the limit'}"
    )
    return copy


def live_in(cohort: Any) -> None:
    """Forty pairs have accepted, twenty have not come about, and half of those left over stand on the reserve list."""
    from django.utils import timezone

    from augenhoehe.applications.enums import Side
    from augenhoehe.applications.models import Application
    from augenhoehe.matching.models import LeftOver
    from augenhoehe.tandems.models import Tandem
    from augenhoehe.tandems.services.answers import answer_proposal

    now = timezone.now()
    for number, tandem in enumerate(Tandem.objects.filter(cohort=cohort).order_by("pk")[:60]):
        answer_proposal(tandem=tandem, side=Side.MENTEE, accept=number < 40, now=now)
        if number < 40:
            answer_proposal(tandem=tandem, side=Side.MENTOR, accept=True, now=now)
    left = LeftOver.objects.filter(run__cohort=cohort).order_by("pk").values_list("application_id", flat=True)
    waiting = list(Application.objects.filter(pk__in=left))[::2]
    for rank, application in enumerate(waiting, 1):
        application.state, application.reserve_rank = "reserve", rank
    Application.objects.bulk_update(waiting, ["state", "reserve_rank"])


def pages_of(open_cohort: Any, published: Any) -> tuple[dict[str, str], dict[str, str]]:
    """Name → path of every list page: the office's and the administrator's."""
    from django.urls import reverse

    def office(name: str, cohort: Any = open_cohort) -> str:
        return reverse(name, args=[cohort.pk])

    applications = office("office-applications")
    named = {
        "home": reverse("home"),
        "programmes of the office": reverse("office-programmes"),
        "overview": office("office-overview"),
        "overview, published": office("office-overview", published),
        "applications": applications,
        "applications, last page": f"{applications}?page=10",
        "applications, filtered": f"{applications}?side=mentor&state=admitted",
        "reserve list": office("office-applications-reserve", published),
        "selection": office("office-selection"),
        "working-time approvals": f"{applications}?approval=asked",
        "events": office("office-events"),
        "induction": office("office-induction", published),
        "documents": office("office-documents"),
        "public pages": office("office-public"),
        "questions": office("office-questions"),
        "announcement": office("office-announcement"),
        "topics: workshops": office("topic-workshops"),
        "topics: coverage": office("office-topic-coverage"),
        "topics: pool": office("topic-pool"),
        "desk: to place": office("matching-desk"),
        "desk: proposals": office("matching-proposals"),
        "desk: left over": office("matching-left-over"),
        "desk: all runs": office("matching-past"),
        "desk: published": office("matching-published", published),
        "tandems": office("office-tandems", published),
        "tandems: attention": office("office-tandems-attention", published),
        NEXT_BEST: f"{office('office-tandems-attention', published)}?next=best",
        "mails": office("office-messages", published),
        "texts": office("office-texts", published),
        "roles": office("office-roles"),
        "history of the settings": office("office-history"),
        "rules": office("matching-rules"),
        "sums": office("cohort-sums", published),
        "mailbox of the demo": reverse("mailbox"),
    }
    installation = ("people", "units", "sites", "grades", "installation-programmes")
    return named, {f"installation: {name.removeprefix('installation-')}": reverse(name) for name in installation}


def signed_in(person: Any) -> Any:
    from django.test import Client

    client = Client(headers={"accept-language": "de"})
    client.force_login(person, backend=BACKEND)
    return client


def count_queries(client: Any, pages: dict[str, str]) -> bool:
    """Print the queries of each page; whether all keep to the limit."""
    fine = True
    for name, path in pages.items():
        client.get(path)  # what a process asks once only is not the page's
        queries = counted(lambda path=path: client.get(path))
        limit = (
            "(reads and computes)"
            if name == NEXT_BEST
            else "(a summary)"
            if name in SUMMARIES
            else f"(limit {QUERIES})"
        )
        over = limit == f"(limit {QUERIES})" and queries > QUERIES
        fine = fine and not over
        print(f"{name:28} {queries:2d} queries {limit}{'  <- over the limit' if over else ''}")
    return fine


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server() -> Iterator[int]:
    """The real web server on a free port; it ends with this block, and with this process."""
    from augenhoehe.common import lifeline

    port = free_port()
    environment = {**os.environ, "ALLOWED_HOSTS": "127.0.0.1", lifeline.PARENT_VARIABLE: str(os.getpid())}
    command = [sys.executable, "-m", "augenhoehe.cli.web", "127.0.0.1", str(port), "2"]
    process = subprocess.Popen(command, env=environment)
    try:
        wait_until_there(process, port)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def wait_until_there(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(300):
        if process.poll() is not None:
            sys.exit("The web server did not start.")
        try:
            if fetch(port, "/health/", "")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    sys.exit("The web server does not answer.")


def fetch(port: int, path: str, session: str) -> tuple[int, int]:
    """Status and bytes of one page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers={**LIKE_A_BROWSER, "Cookie": f"sessionid={session}"})
        answer = connection.getresponse()
        return answer.status, len(answer.read())
    finally:
        connection.close()


def load(port: int, requests: list[tuple[str, str, str]]) -> list[tuple[str, float]]:
    """(page, milliseconds) of each request (page, path, session), one every 1/PACE seconds whatever the others do."""
    begin = time.perf_counter() + 0.5

    def ask(number: int) -> tuple[str, float]:
        name, path, session = requests[number]
        due = begin + number / PACE
        time.sleep(max(0.0, due - time.perf_counter()))
        status, _size = fetch(port, path, session)
        assert status == 200, f"{path}: {status}"
        return name, ms(due)

    with ThreadPoolExecutor(PACE * 2) as pool:
        return list(pool.map(ask, range(len(requests))))


def report(answers: list[tuple[str, float]]) -> bool:
    """The slowest pages and p95 over the mix; whether it keeps to the limit."""
    by_page = defaultdict(list)
    for name, took in answers:
        by_page[name].append(took)
    medians = sorted(((statistics.median(times), name) for name, times in by_page.items()), reverse=True)
    print("slowest, median: " + ", ".join(f"{name} {median:.0f} ms" for median, name in medians[:5]))
    times = [took for _name, took in answers]
    p95 = statistics.quantiles(times, n=20)[-1]
    print(
        f"{len(times)} requests at {PACE} a second: median {statistics.median(times):.0f} ms, p95 {p95:.0f} ms, "
        f"{p95 / PAGE_MS:.2f} of the limit of {PAGE_MS:.0f} ms{'' if p95 <= PAGE_MS else '  <- over the limit'}"
    )
    return p95 <= PAGE_MS


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentors", type=int, default=280)
    parser.add_argument("--mentees", type=int, default=220)
    parser.add_argument("--seconds", type=int, default=30)
    args = parser.parse_args()
    set_up()
    from django.db import connection

    from augenhoehe.people.models import Person

    cohort, office = build_cohort(args.mentors, args.mentees)
    start_and_compute(cohort, office)
    published = publish_copy(cohort, office)
    live_in(published)
    administrator = Person.objects.create(email="admin@bench.example", first_name="Admin", is_administrator=True)
    visits = list(zip(map(signed_in, (office, administrator)), pages_of(cohort, published), strict=True))
    fine = [count_queries(client, pages) for client, pages in visits]
    mix = [(name, path, client.cookies["sessionid"].value) for client, pages in visits for name, path in pages.items()]
    connection.close()
    chance = random.Random(11)
    with server() as port:
        load(port, mix)  # each process has seen each kind of page
        fine.append(report(load(port, [chance.choice(mix) for _ in range(args.seconds * PACE)])))
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
