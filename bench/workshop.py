"""A topic workshop with 200 phones: how soon a vote stands on the wall, and whether each one does.

usage: python bench/workshop.py [--phones 200] [--seconds 40]

The real server, two processes with four threads each, on a free port of the loopback interface and a database file of
its own. Every phone opens the page, asks every four seconds whether the board has changed, and gives its five votes at
moments of its own. The wall asks every second. For each vote the clock runs from the moment it was pressed to the first
look of the wall that counts it. Exit status 1 if p95 is above two seconds, or a vote that was acknowledged is missing.
"""

from __future__ import annotations

import argparse
import datetime as dt
import http.client
import random
import re
import statistics
import sys
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from desk import set_up
from pages import server

LIMIT = 2.0
LOOK, WALL = 4.0, 1.0
GROUPS, VOTES = 24, 5


def make_board() -> Any:
    """A workshop in which everybody votes, with its groups."""
    from augenhoehe.programmes.models import Cohort, Programme
    from augenhoehe.topics.models import Contribution, Group, Workshop

    today = dt.datetime.now(dt.UTC).date()
    programme = Programme.objects.create(slug="bench", name_de="Bench", name_en="Bench")
    end = today + dt.timedelta(days=300)
    cohort = Cohort.objects.create(programme=programme, slug="bench", starts_on=today, ends_on=end)
    workshop = Workshop.objects.create(
        cohort=cohort, title="Bench", held_on=today, state="voting", code="7FHQ2M", votes_each=VOTES
    )
    groups = Group.objects.bulk_create(Group(workshop=workshop, name=f"Thema {k}") for k in range(GROUPS))
    Contribution.objects.bulk_create(
        Contribution(workshop=workshop, group=group, kind=kind, text=group.name, draft_key=uuid.uuid4())
        for group in groups
        for kind in ("want", "want", "offer")
    )
    return workshop


class Browser:
    """One client with one connection and a jar for its cookies."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies: dict[str, str] = {}

    def ask(self, path: str, data: str = "", **headers: str) -> tuple[int, str, str]:
        """Status, text and ETag; a connection that the server has closed meanwhile is opened anew."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), **headers}
        if data:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
        for attempt in (1, 2):
            try:
                self.connection.request("POST" if data else "GET", path, data or None, headers)
                answer = self.connection.getresponse()
                break
            except (http.client.HTTPException, OSError):
                self.connection.close()
                if attempt == 2:
                    raise
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text, answer.headers.get("ETag", "")


class Watch:
    """What the wall has shown: for each look the moment, and the votes of each group."""

    def __init__(self) -> None:
        self.looks: list[tuple[float, dict[int, int]]] = []

    def run(self, port: int, path: str, over: threading.Event) -> None:
        wall, seen = Browser(port), ""
        while not over.wait(WALL):
            status, text, tag = wall.ask(f"{path}wall/board/", **{"If-None-Match": seen})
            if status == 200:
                found = re.findall(r'data-votes="(\d+)".*?<strong>(\d+)</strong>', text, re.DOTALL)
                self.looks.append((time.perf_counter(), {int(group): int(votes) for group, votes in found}))
                seen = tag

    def first_look(self, group: int, votes: int) -> float:
        """When the wall first showed that many votes for the group."""
        return next((at for at, shown in self.looks if shown.get(group, 0) >= votes), float("inf"))


def phone(port: int, path: str, groups: list[int], seconds: float, seed: int) -> tuple[list[Any], list[float]]:
    """One phone: opens, looks, votes. Returns its votes (pressed, acknowledged, group) and how long its looks took."""
    chance, browser = random.Random(seed), Browser(port)
    time.sleep(chance.uniform(0, 3))
    _status, text, _tag = browser.ask(path)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
    assert token, text[:200]
    edition = re.search(r'data-edition="([^"]+)"', text)
    begin, seen = time.perf_counter(), f'"{edition[1]}"' if edition else ""
    plan = sorted((chance.uniform(2, seconds), group) for group in chance.sample(groups, VOTES))
    look, votes, times = begin + chance.uniform(0, LOOK), [], []
    while plan or look < begin + seconds:
        due = min(look, begin + plan[0][0]) if plan else look
        time.sleep(max(0.0, due - time.perf_counter()))
        start = time.perf_counter()
        if plan and due == begin + plan[0][0]:
            group = plan.pop(0)[1]
            status, _text, _tag = browser.ask(f"{path}vote/", f"csrfmiddlewaretoken={token[1]}&give={group}")
            votes.append((due, time.perf_counter(), group, status))
        else:
            status, _text, tag = browser.ask(f"{path}board/?state=voting", **{"If-None-Match": seen})
            seen = tag or seen
            times.append(time.perf_counter() - due)
            look = start + LOOK * chance.uniform(0.85, 1.15)
    return votes, times


def run(phones: int, seconds: float) -> bool:
    """The whole workshop; prints its figures."""
    from django.db import connection

    from augenhoehe.topics.models import Vote

    workshop = make_board()
    groups, path = list(workshop.groups.values_list("pk", flat=True)), f"/w/{workshop.code}/"
    # The wall has room for some groups only; the votes go to these.
    groups = groups[:10]
    connection.close()
    with server() as port, ThreadPoolExecutor(phones + 1) as pool:
        watch, over = Watch(), threading.Event()
        wall = pool.submit(watch.run, port, path, over)
        answers = list(pool.map(lambda seed: phone(port, path, groups, seconds, seed), range(phones)))
        time.sleep(2 * WALL)
        over.set()
        wall.result()
    votes = sorted((one for votes, _times in answers for one in votes), key=lambda one: one[1])
    looks = [took for _votes, times in answers for took in times]
    return report(votes, looks, watch, Vote.objects.count())


def report(votes: list[Any], looks: list[float], watch: Watch, stored: int) -> bool:
    """A vote is seen with the look that counts all that were acknowledged for its group before it, and it."""
    counted: dict[int, int] = {}
    delays = []
    acknowledged = [one for one in votes if one[3] == 200]
    for pressed, _answered, group, _status in acknowledged:
        counted[group] = counted.get(group, 0) + 1
        delays.append(watch.first_look(group, counted[group]) - pressed)
    lost = len(acknowledged) - stored
    unseen = sum(delay == float("inf") for delay in delays)
    p95 = statistics.quantiles(delays, n=20)[-1]
    print(
        f"{len(votes)} votes pressed, {len(acknowledged)} acknowledged, {stored} stored: {lost} lost, "
        f"{unseen} never on the wall"
    )
    print(f"looks of the phones: {len(looks)}, median {ms(looks, 2)}, p95 {ms(looks, 20)}")
    answers = [answered - pressed for pressed, answered, _group, _status in acknowledged]
    print(f"votes acknowledged:  median {ms(answers, 2)}, p95 {ms(answers, 20)}")
    print(
        f"votes on the wall:   median {statistics.median(delays):.2f} s, p95 {p95:.2f} s, "
        f"{p95 / LIMIT:.2f} of the limit of {LIMIT:.0f} s{'' if p95 <= LIMIT else '  <- over the limit'}"
    )
    return p95 <= LIMIT and lost == 0 and unseen == 0 and len(acknowledged) == len(votes)


def ms(times: list[float], n: int) -> str:
    return f"{statistics.quantiles(times, n=n)[-1] * 1000:.0f} ms"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--phones", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=40)
    args = parser.parse_args()
    set_up()
    return 0 if run(args.phones, args.seconds) else 1


if __name__ == "__main__":
    sys.exit(main())
