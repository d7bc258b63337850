"""The day of the announcement: the public page of a programme at 100 requests a second, open loop, for a minute.

usage: python bench/public.py [--rate 100] [--seconds 60]

The demo's city in a throw-away SQLite database, the real server with two processes on a free port of the loopback
interface. Requests leave at fixed moments, whether or not earlier ones have been answered, each with a connection of
its own; the clock starts at the moment each was due. Nine of ten open the programme's page, in German or English; the
tenth opens the form of the interest list, which is made anew for each. Then the same for a third of the time with
nothing kept (PUBLIC_PAGE_SECONDS=0). Exit status 1 if the first misses the limit.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import statistics
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from desk import ms, set_up
from pages import server

LIMIT_MS = 500.0
HANDS = 128
"""Requests that can be under way at the same time: more than are ever, or the loop would not be open."""
PAGE, FORM = "/programmes/reverse-mentoring/", "/programmes/reverse-mentoring/interest/"
Request = tuple[str, str]


def requests(number: int) -> list[Request]:
    """(path, language) of each."""
    chance = random.Random(5)
    return [(FORM if chance.random() < 0.1 else PAGE, chance.choice(("de", "de", "en"))) for _ in range(number)]


def fetch(port: int, path: str, language: str) -> tuple[int, int]:
    """Status and bytes on the wire of one visit without cookies; 0 where the server did not answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Accept": "text/html", "Accept-Language": language, "Accept-Encoding": "gzip"}
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, len(answer.read())
    except OSError:
        return 0, 0
    finally:
        connection.close()


def rush(port: int, rate: int, seconds: int) -> list[tuple[str, int, float, float]]:
    """(path, status, milliseconds since it was due, how late it left) of each request, one every 1/rate seconds."""
    wanted = requests(rate * seconds)
    begin = time.perf_counter() + 0.5

    def visit(number: int) -> tuple[str, int, float, float]:
        due = begin + number / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        late = ms(due)
        status, _size = fetch(port, *wanted[number])
        return wanted[number][0], status, ms(due), late

    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(visit, range(len(wanted))))


def report(name: str, answers: list[tuple[str, int, float, float]]) -> bool:
    """Median, p95 and worst of both pages; whether all were answered and p95 keeps to the limit."""
    times = [took for _path, _status, took, _late in answers]
    p95 = statistics.quantiles(times, n=20)[-1]
    pages, forms = ([took for path, _s, took, _l in answers if path == one] for one in (PAGE, FORM))
    statuses = Counter(status for _path, status, _took, _late in answers)
    fine = p95 <= LIMIT_MS and set(statuses) == {200}
    print(
        f"{name}: {len(answers)} requests, answers {dict(statuses)}; median {statistics.median(times):.0f} ms, "
        f"p95 {p95:.0f} ms, worst {max(times):.0f} ms (page {statistics.median(pages):.0f} ms, "
        f"form {statistics.median(forms):.0f} ms); {p95 / LIMIT_MS:.2f} of the limit of {LIMIT_MS:.0f} ms"
        f"{'' if fine else '  <- over the limit'}; left late at p95: "
        f"{statistics.quantiles([late for *_rest, late in answers], n=20)[-1]:.0f} ms"
    )
    return fine


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=int, default=100)
    parser.add_argument("--seconds", type=int, default=60)
    args = parser.parse_args()
    set_up()
    from django.db import connection
    from django.utils import timezone

    from augenhoehe.portal.demo.build import build_demo

    build_demo(timezone.now())
    connection.close()
    with server() as port:
        rush(port, args.rate, 2)  # each process has seen both pages
        fine = report("kept for some seconds", rush(port, args.rate, args.seconds))
    os.environ["PUBLIC_PAGE_SECONDS"] = "0"
    with server() as port:
        rush(port, args.rate, 2)
        report("nothing kept", rush(port, args.rate, args.seconds // 3))
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
