"""Changing a solved plan beside solving it anew, and asking "why not" beside solving once for every partner.

usage: python bench/whatif.py [--sizes 600x500,500x500,2400x2000,2000x2000] [--changes 60]

Each change starts from the same kept plan; pairs and people are drawn with a seed. What is compared is the answer ready
to be read: pairs, number, floor, total and the proof that they add up. For a lock or a ban, solving anew has the scores
already; after a withdrawal it reads them again. Every tenth answer is held against the one solved anew. Where both
sides are of one size, a mentor less moves the floor of all others. Exit status 1 if a limit is missed or an answer
differs.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable

import numpy as np
from cohort import cohort

from augenhoehe.engine import Criteria, Plan, solve
from augenhoehe.engine.instance import build
from augenhoehe.engine.kept import Kept, kept_of

CHANGE_MS = {500: 5.0, 2000: 50.0}
ROW_MS = {500: 5.0}
OTHER_WEIGHTS = (
    Criteria(topic_fit=39, aspects=16),
    Criteria(topic_fit=30, aspects=25),
    Criteria(topic_fit=10, time=40),
)


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Processor time in milliseconds, and the result."""
    start = time.process_time()
    result = work()
    return (time.process_time() - start) * 1000, result


def acts(plan: Plan, rng: random.Random) -> dict[str, Callable[[], tuple[Callable[[], Kept], Callable[[], Plan]]]]:
    """Per kind of change one that is drawn: made to the kept plan, and solved anew."""
    kept, problem = plan.kept, plan.source()
    instance = build(problem)
    pairs = sorted(plan.links)
    others = np.argwhere(instance.scores >= 0)

    def other() -> tuple[str, str]:
        while True:
            i, j = others[rng.randrange(len(others))]
            pair = instance.mentors[i], instance.mentees[j]
            if pair not in plan.links:
                return pair

    def lock(pair: tuple[str, str]) -> tuple[Callable[[], Kept], Callable[[], Plan]]:
        return lambda: kept.lock(*pair), lambda: solve(problem.with_lock(*pair))

    def ban() -> tuple[Callable[[], Kept], Callable[[], Plan]]:
        pair = rng.choice(pairs)
        return lambda: kept.ban(*pair), lambda: solve(problem.with_ban(*pair))

    def leave(side: int) -> tuple[Callable[[], Kept], Callable[[], Plan]]:
        who = {("mentor", "mentee")[side]: rng.choice(pairs)[side]}
        return lambda: kept.without(**who), lambda: solve(problem.without(**who))

    return {
        "another pair locked": lambda: lock(other()),
        "a tandem locked": lambda: lock(rng.choice(pairs)),
        "a tandem forbidden": ban,
        "a mentor withdraws": lambda: leave(0),
        "a mentee withdraws": lambda: leave(1),
    }


def same(found: Kept, anew: Plan) -> bool:
    """Whether the kept plan is what solving anew gives, and proven."""
    return found.links == anew.links and (found.floor, found.total) == (anew.floor, anew.total) and found.certified


def changes(plan: Plan, number: int, limit: float | None) -> bool:
    """All kinds of change, one after the other, and the 95th percentile of them together."""
    fine, everything, anew_ms = True, [], []
    for name, draw in acts(plan, random.Random(5)).items():
        times = []
        for k in range(number):
            change, anew = draw()
            spent, found = timed(lambda work=change: (one := work()).certified and one)
            times.append(spent)
            if k % 10 == 0:
                again, whole = timed(anew)
                anew_ms.append(again)
                fine = fine and bool(found) and same(found, whole)
        everything += times
        print(f"  {name:20} median {np.median(times):6.2f} ms   p95 {np.quantile(times, 0.95):6.2f} ms")
    p95, median = np.quantile(everything, 0.95), float(np.median(everything))
    ratio = float(np.median(anew_ms)) / median
    limited = "" if limit is None else f" (limit {limit:.0f}, share {p95 / limit:.2f})"
    print(f"  all changes: p95 {p95:.2f} ms{limited}; anew {np.median(anew_ms):.0f} ms, {ratio:.0f} times the median")
    return fine and (limit is None or p95 <= limit)


def rows(plan: Plan, number: int, limit: float | None) -> bool:
    """ "Why not?" for all partners of one person, beside one solving for each of them."""
    rng, kept, problem = random.Random(6), plan.kept, plan.source()
    instance = build(problem)
    times, partners = [], []
    for _ in range(number):
        side = rng.randrange(2)
        who = {("mentor", "mentee")[side]: rng.choice((instance.mentors, instance.mentees)[side])}
        spent, row = timed(lambda ask=who: kept.regrets(**ask))
        times.append(spent)
        partners.append(len(row))
    once, _plan = timed(lambda: solve(problem.with_lock(*min(plan.links))))
    p95 = np.quantile(times, 0.95)
    ratio = once * float(np.mean(partners)) / float(np.mean(times))
    limited = "" if limit is None else f" (limit {limit:.0f}, share {p95 / limit:.2f})"
    print(
        f'  "why not", one row of {np.mean(partners):.0f} partners: median {np.median(times):.2f} ms, p95 {p95:.2f} ms'
        f"{limited}; solved anew for each, {ratio:.0f} times as long"
    )
    return limit is None or bool(p95 <= limit)


def weights(plan: Plan) -> bool:
    """Other weights, from a small step to a large one, beside solving with the scores to be read anew."""
    kept, problem, fine = plan.kept, plan.source(), True
    kept.reweighed(Criteria())  # reads the points once
    for criteria in OTHER_WEIGHTS:
        spent, found = timed(lambda to=criteria: kept.reweighed(to))
        again, anew = timed(lambda to=criteria: solve(problem.replaced(criteria=to)))
        moved = len(plan.links - anew.links)
        fine = fine and same(found, anew)
        print(f"  other weights, {moved} pairs change: {spent:.0f} ms; anew {again:.0f} ms, {again / spent:.1f} times")
    spent, found = timed(lambda: plan.runners_up(5))
    print(f"  the five next best plans (−{', −'.join(str(-one.total) for one in found)}): {spent:.0f} ms")
    return fine


def main() -> int:
    """All sizes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="600x500,500x500,2400x2000,2000x2000")
    parser.add_argument("--changes", type=int, default=60)
    options = parser.parse_args()
    fine = []
    for size in options.sizes.split(","):
        mentors, mentees = (int(part) for part in size.split("x"))
        plan = solve(cohort(mentors, mentees))
        ready, _kept = timed(lambda to=plan: kept_of(to))
        print(f"{mentors}x{mentees}: {len(plan.pairs)} pairs, made ready in {ready:.0f} ms")
        fine.append(changes(plan, options.changes, CHANGE_MS.get(mentees)))
        fine.append(rows(plan, options.changes, ROW_MS.get(mentees)))
        fine.append(weights(plan))
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
