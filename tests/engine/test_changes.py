"""A kept plan after a change is the plan that solving anew gives, to the letter, and so are the errors."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.engine import (
    Criteria,
    EngineError,
    NobodyPossible,
    Plan,
    Policy,
    Problem,
    ProblemError,
    ScoreMatrix,
    solve,
    verify,
)
from augenhoehe.engine.kept import Kept, kept_of, ready
from augenhoehe.engine.kept.state import WIDE

from .people import anybody, likely, matrix

Source = Problem | ScoreMatrix
ACTS: dict[str, tuple[Callable[[Any, str, str], Source], Callable[[Kept, str, str], Kept]]] = {
    "lock": (lambda source, a, b: source.with_lock(a, b), lambda kept, a, b: kept.lock(a, b)),
    "unlock": (lambda source, a, b: source.unlocked([(a, b)]), lambda kept, a, b: kept.unlock(a, b)),
    "ban": (lambda source, a, b: source.with_ban(a, b), lambda kept, a, b: kept.ban(a, b)),
    "permit": (lambda source, a, b: source.unbanned([(a, b)]), lambda kept, a, b: kept.permit(a, b)),
    "mentor leaves": (lambda source, a, b: source.without(mentor=a), lambda kept, a, b: kept.without(mentor=a)),
    "mentee leaves": (lambda source, a, b: source.without(mentee=b), lambda kept, a, b: kept.without(mentee=b)),
}


def attempt(work: Callable[..., Any], *given: Any) -> Any:
    """The result, or the error as its type and text."""
    try:
        return work(*given)
    except EngineError as error:
        return type(error), str(error)


def chosen(rng: random.Random, source: Any, links: frozenset[tuple[str, str]]) -> tuple[str, str, str]:
    """An act and a pair: one of the plan, one that is fixed or forbidden, or any two."""
    act = rng.choice(["lock", "ban", "lock", "ban", *ACTS])
    pools = {"unlock": sorted(source.locks), "permit": sorted(source.bans)}
    pool = pools.get(act) or (sorted(links) if rng.random() < 0.5 else [])
    ids = [[one if isinstance(one, str) else one.id for one in side] for side in (source.mentors, source.mentees)]
    a, b = rng.choice(pool) if pool else (rng.choice(ids[0]), rng.choice(ids[1]))
    return act, a, b


def walk(source: Any, policy: Policy, rng: random.Random, steps: int) -> None:
    """One change after the other, each compared with the plan solved from the beginning."""
    try:
        kept = kept_of(solve(source, policy))
    except NobodyPossible:
        return
    for _ in range(steps):
        act, a, b = chosen(rng, source, kept.links)
        changed = attempt(ACTS[act][0], source, a, b)
        wanted = changed if isinstance(changed, tuple) else attempt(solve, changed, policy)
        found = attempt(ACTS[act][1], kept, a, b)
        if isinstance(wanted, tuple):
            assert found == wanted
            continue
        assert (found.count, found.floor, found.total, found.worst) == figures(wanted)
        assert found.links == wanted.links
        assert found.certified or not wanted.certificate.free_pairs
        if rng.random() < 0.3:
            assert found.plan().to_json() == wanted.to_json()
        kept, source = found, changed


def figures(plan: Plan) -> tuple[int, int | None, int, int | None]:
    return len(plan.pairs), plan.floor, plan.total, plan.worst


@settings(max_examples=70, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([1, 3, 40, 100_000]), st.sampled_from(["best", "none"]), st.booleans())
def test_every_change_is_what_solving_anew_finds(seed: int, largest: int, floor: str, seats: bool) -> None:
    rng = random.Random(seed)
    rows, columns, share = rng.randint(1, 7), rng.randint(1, 8), rng.choice([0.4, 0.7, 1])
    cells = [[rng.randint(0, largest) if rng.random() < share else None for _ in range(columns)] for _ in range(rows)]
    capacity = {f"a{k}": rng.randint(1, 3) for k in range(rows)} if seats else 1
    walk(matrix(cells, capacity=capacity), Policy(floor), rng, 7)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(3))
def test_in_a_cohort_of_persons_too(seed: int) -> None:
    walk(likely(seed, 14, 12 + 2 * seed, seats=(1, 2)), Policy(), random.Random(seed), 12)


@pytest.mark.parametrize("seats", [(1,), (1, 2)])
def test_a_mentor_leaves_where_both_sides_are_of_one_size(seats: tuple[int, ...]) -> None:
    """A seat fewer lifts the floor of all others: found once, for the first seat, and each withdrawal begins there."""
    mentors = likely(21, 12, 1, seats=seats).mentors
    problem = likely(22, 1, sum(one.capacity for one in mentors)).replaced(mentors=mentors, conflicts=frozenset())
    plan = solve(problem)
    kept, lifted = plan.kept, set()
    for one in mentors:
        found, anew = kept.without(mentor=one.id), solve(problem.without(mentor=one.id))
        assert (found.links, found.floor, found.total, found.certified) == (anew.links, anew.floor, anew.total, True)
        lifted.add(found.floor)
    assert kept._scarce is not None
    assert max(lifted) > plan.floor


def test_beyond_what_32_bits_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("augenhoehe.engine.kept.state.WIDE", 1)
    assert WIDE > 1
    walk(likely(7, 12, 12), Policy(), random.Random(1), 12)


def test_a_change_leaves_the_plan_it_was_made_from_alone() -> None:
    plan = solve(likely(4, 20, 20))
    before = plan.to_json()
    first = plan.pairs[0]
    changed = plan.kept.ban(first.mentor, first.mentee).without(mentee=plan.pairs[1].mentee)
    assert len(changed.links & plan.links) < len(plan.links)
    assert plan.kept.links == plan.links
    assert plan.kept.plan().to_json() == before
    verify(changed.problem, changed.plan())


def test_most_changes_of_a_cohort_are_not_solved_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = solve(likely(5, 40, 36))
    kept = plan.kept
    monkeypatch.setattr("augenhoehe.engine.kept.changes.solve", None)
    for pair in plan.pairs[:10]:
        kept = kept.ban(pair.mentor, pair.mentee)
        kept = kept.lock(pair.mentor, pair.mentee).unlock(pair.mentor, pair.mentee)
    assert kept.certified


def test_a_floor_that_falls_and_one_that_rises() -> None:
    """Without b1, who fits nobody, the floor of the others rises; without a0 for b0 it falls."""
    plan = solve(matrix([[90, 10, 70], [80, 10, 60], [20, 10, 15]]))
    assert plan.floor == 10
    assert plan.kept.without(mentee="b1").floor == 70
    narrow = solve(matrix([[90, 50], [20, 60]]))
    assert (narrow.floor, narrow.kept.ban("a0", "b0").floor) == (60, 20)


def test_what_cannot_be_kept_is_solved(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = solve(likely(6, 10, 10))
    pair = plan.pairs[0]
    wanted = plan.with_ban(pair.mentor, pair.mentee).to_json()
    asked = plan.alternatives(mentee=pair.mentee, limit=20)
    monkeypatch.setattr("augenhoehe.engine.kept.making.LARGEST", 10)
    large = solve(likely(6, 10, 10))
    assert not ready(large)
    with pytest.raises(ValueError, match="kept"):
        large.kept  # noqa: B018 - asking is the act
    assert large.with_ban(pair.mentor, pair.mentee).to_json() == wanted
    assert large.alternatives(mentee=pair.mentee, limit=20) == asked


@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_somebody_who_comes_late(role: str) -> None:
    problem = likely(8, 16, 14)
    kept = solve(problem).kept.ban("m001", "e001").without(mentor="m002")
    late = likely(9, 16, 14, seats=(2,)).mentors[5] if role == "mentor" else likely(9, 16, 14).mentees[5]
    late = replace(late, id="e0055" if role == "mentee" else "m0055")
    apart = {"conflicts": [(late.id, "e003") if role == "mentor" else ("m003", late.id)]}
    joined = kept.joined(**{role: late}, relations=apart)
    assert joined.problem.conflicts == kept.problem.conflicts | set(apart["conflicts"])
    assert joined.plan().to_json() == solve(joined.problem).to_json()
    assert (joined.certified, joined.links) == (True, joined.plan().links)
    walk_on = joined.lock(*min(joined.links)).without(**{role: late.id})
    assert walk_on.plan().to_json() == solve(walk_on.problem).to_json()


def test_somebody_who_comes_back_or_brings_new_data() -> None:
    kept = solve(likely(8, 8, 8)).kept
    back = kept.problem.mentees[3]
    again = kept.without(mentee=back.id).joined(mentee=back)
    assert (again.links, again.count) == (kept.links, kept.count)
    silent = kept.problem.replaced(mentors=tuple(replace(one, career_stage=None) for one in kept.problem.mentors))
    told = solve(silent).kept.joined(mentor=anybody(random.Random(1), "m9", 0.0))
    assert told.plan().to_json() == solve(told.problem).to_json()
    assert "career_stage" in told.plan().pairs[0].contributions


def test_other_weights_start_from_the_prices_there_are() -> None:
    problem = likely(8, 30, 26)
    kept = solve(problem).kept
    for criteria in (Criteria(topic_fit=38), Criteria(topic_fit=0, profession=30), Criteria(aspects=0, time=25)):
        changed = kept.reweighed(criteria)
        anew = solve(problem.replaced(criteria=criteria))
        assert (changed.links, changed.floor, changed.certified) == (anew.links, anew.floor, True)
        assert changed.plan().to_json() == anew.to_json()
        back = changed.ban(*min(changed.links)).reweighed(problem.criteria)
        assert back.plan().to_json() == solve(back.problem).to_json()
    gone = kept.without(mentor="m001").reweighed(Criteria(topic_fit=30))
    assert gone.plan().to_json() == solve(gone.problem).to_json()


def test_persons_and_weights_are_not_for_a_bare_matrix() -> None:
    kept = solve(matrix([[5]])).kept
    for ask in (lambda: kept.reweighed(Criteria()), lambda: kept.joined(mentor=anybody(random.Random(1), "m9", 0.0))):
        with pytest.raises(ProblemError):
            ask()


def test_a_plan_of_another_problem_is_not_kept() -> None:
    plan = solve(matrix([[9, 5], [5, 9]]).with_ban("a0", "b0"))
    lifted = replace(plan, problem=matrix([[9, 5], [5, 9]]))
    with pytest.raises(ValueError, match="do not prove it"):
        lifted.kept  # noqa: B018 - asking is the act


def test_a_pair_is_explained_in_spite_of_its_ban() -> None:
    plan = solve(matrix([[9, 5], [None, 9]]).with_ban("a0", "b0"))
    assert plan.explain("a0", "b0").blocked_by == ("ban",)
    told = plan.explain("a0", "b0", despite_ban=True)
    assert (told.blocked_by, told.score, told.effect) == ((), 9, plan.compare(plan.with_lock("a0", "b0")))
    assert plan.explain("a1", "b0", despite_ban=True).blocked_by == ("ban",)  # an empty cell is no decision
    assert plan.if_banned("a0", "b1") == plan.compare(plan.with_ban("a0", "b1"))


def test_a_tandem_outweighs_all_points_however_many_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("augenhoehe.engine.kept.state.MORE", 1)
    kept = solve(likely(8, 18, 10)).kept
    before = kept.state.size
    for late in likely(9, 4, 6).mentees:
        kept = kept.joined(mentee=replace(late, id=f"z-{late.id}"))
        assert kept.state.value > 2 * kept.state.size * int(kept.state.scores.max())
    assert kept.state.size > before + 2
    assert kept.links == solve(kept.problem).links
