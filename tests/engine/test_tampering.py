"""Planted faults: ``verify`` catches each, and names the part."""

from collections.abc import Callable
from dataclasses import replace
from operator import add

import pytest

from augenhoehe.engine import (
    Certificate,
    NotVerified,
    Pair,
    Plan,
    Policy,
    Rules,
    SwitchedOff,
    Verification,
    solve,
    verification,
    verify,
)
from augenhoehe.engine import Warning as EngineWarning
from augenhoehe.engine.readings import PLAIN_LIMIT

from .people import cohort, likely, matrix

CELLS = [[90, 20, None], [80, 70, 10], [85, 60, None], [None, 65, None]]
"""Three of four mentors find somebody; with b2 the floor is 10; without the floor b1 would go elsewhere."""


def proof(plan: Plan, **changes: object) -> Plan:
    return replace(plan, certificate=replace(plan.certificate, **changes))  # type: ignore[arg-type]


def other_pairs(*links: tuple[int, int]) -> Callable[[Plan], Plan]:
    """The same plan with other, truly scored pairs and everything that follows from them."""

    def change(plan: Plan) -> Plan:
        pairs = tuple(Pair(f"a{i}", f"b{j}", CELLS[i][j] or 0) for i, j in links)
        mentors, mentees = {p.mentor for p in pairs}, {p.mentee for p in pairs}
        known = {(person.role, person.id): person for person in plan.left_over}
        template = plan.left_over[0]
        left = [
            known.get((role, name), replace(template, role=role, id=name, candidates=count, removed=removed))
            for role, name, cells in (
                *(("mentor", f"a{i}", CELLS[i]) for i in range(4)),
                *(("mentee", f"b{j}", [r[j] for r in CELLS]) for j in range(3)),
            )
            if name not in mentors | mentees
            for count in [sum(cell is not None for cell in cells)]
            for removed in [{"ban": len(cells) - count} if count < len(cells) else {}]
        ]
        scores = [pair.score for pair in pairs]
        changed = replace(plan, pairs=pairs, total=sum(scores), worst=min(scores), left_over=tuple(left))
        return proof(changed, free_pairs=len(pairs))

    return change


def total(plan: Plan, **changes: object) -> Plan:
    return proof(plan, total=replace(plan.certificate.total, **changes))  # type: ignore[arg-type]


def cover(part: str, **changes: object) -> Callable[[Plan], Plan]:
    return lambda plan: proof(plan, **{part: replace(getattr(plan.certificate, part), **changes)})


def cheaper(plan: Plan) -> Plan:
    """All prices of mentees one lower, the bound adjusted so that the sums agree with each other."""
    prices = {name: price - 1 for name, price in plan.certificate.total.mentees.items()}
    return total(plan, mentees=prices, bound=plan.certificate.total.bound - len(prices))


def dearer(plan: Plan) -> Plan:
    prices = {name: price + 1 for name, price in plan.certificate.total.mentees.items()}
    return total(plan, mentees=prices, bound=plan.certificate.total.bound + len(prices))


def negative(plan: Plan) -> Plan:
    return total(plan, mentors={**plan.certificate.total.mentors, "a3": -1})


def short(**changes: object) -> Callable[[Plan], Plan]:
    def change(plan: Plan) -> Plan:
        first = plan.left_over[0]
        return replace(plan, left_over=(replace(first, shortage=replace(first.shortage, **changes)),))  # type: ignore[type-var]

    return change


FAULTS: dict[str, tuple[str, Callable[[Plan], Plan]]] = {
    "one pair fewer": ("cardinality", other_pairs((0, 0), (1, 2))),
    "one pair fewer, nothing else told": ("left_over", lambda plan: proof(
        replace(plan, pairs=plan.pairs[1:], total=plan.total - plan.pairs[0].score,
                worst=min(p.score for p in plan.pairs[1:])), free_pairs=2)),
    "a worse total": ("total", other_pairs((2, 0), (3, 1), (1, 2))),
    "an impossible pair": ("pairs", other_pairs((0, 2), (1, 0), (2, 1))),
    "a mentor beyond the seats": ("pairs", other_pairs((1, 0), (1, 1), (0, 2))),
    "a mentee twice": ("pairs", other_pairs((0, 0), (2, 0), (1, 2))),
    "a stranger": ("pairs", lambda plan: replace(plan, pairs=(replace(plan.pairs[0], mentor="a9"), *plan.pairs[1:]))),
    "a wrong score": ("scores", lambda plan: replace(
        plan, pairs=(replace(plan.pairs[0], score=91), *plan.pairs[1:]), total=plan.total + 1)),
    "a wrong total": ("scores", lambda plan: replace(plan, total=plan.total + 1)),
    "a wrong worst": ("scores", lambda plan: replace(plan, worst=11)),
    "somebody forgotten": ("left_over", lambda plan: replace(plan, left_over=())),
    "a wrong cause": ("left_over", lambda plan: replace(
        plan, left_over=(replace(plan.left_over[0], cause="rules"),))),
    "another shortage": ("left_over", short(people=("a2", "a3"))),
    "a shortage of strangers": ("left_over", short(people=("a2", "a9"))),
    "a shortage miscounted": ("left_over", short(needed=5)),
    "a shortage with fewer partners": ("left_over", short(partners=("b0",), seats=1)),
    "a shortage that is none": ("left_over", short(people=("a2", "a3"), needed=2)),
    "no shortage": ("left_over", lambda plan: replace(
        plan, left_over=(replace(plan.left_over[0], shortage=None),))),
    "wrong counts of rules": ("left_over", lambda plan: replace(
        plan, left_over=(replace(plan.left_over[0], removed={"ban": 2}),))),
    "wrong people pin the floor": ("floor", lambda plan: replace(plan, pinned_by=(("mentee", "b0"),))),
    "a stranger pins the floor": ("floor", lambda plan: replace(plan, pinned_by=(("mentee", "b9"),))),
    "another highest score": ("told", lambda plan: replace(plan, max_score=99)),
    "a warning withheld or invented": ("told", lambda plan: replace(
        plan, warnings=(EngineWarning("rules_together", "mentor", ("a2",)),))),
    "something said to be off": ("told", lambda plan: replace(
        plan, switched_off=(SwitchedOff("rule", "slot", "no_data", "both"),))),
    "marked as locked": ("locks", lambda plan: replace(plan, pairs=tuple(replace(p, locked=True) for p in plan.pairs))),
    "cover of the number with a gap": ("cardinality", cover("cardinality", mentees=("b0", "b1"), size=2)),
    "cover of the number too large": ("cardinality", cover("cardinality", mentors=("a0",), size=4)),
    "cover of the number miscounted": ("cardinality", cover("cardinality", mentors=("a0",))),
    "cover by a stranger": ("cardinality", cover("cardinality", mentees=("b0", "b1", "b7"))),
    "cover of the floor with a gap": ("floor", cover("floor", mentors=(), mentees=("b0",), size=1)),
    "cover of the floor too large": ("floor", cover("floor", mentors=("a0",), size=3)),
    "no cover of the floor": ("floor", lambda plan: proof(plan, floor=None)),
    "a floor that is too low": ("floor", lambda plan: proof(replace(plan, floor=9), floor_value=9)),
    "a floor that is too high": ("floor", lambda plan: proof(replace(plan, floor=11), floor_value=11)),
    "two floors": ("floor", lambda plan: proof(plan, floor_value=9)),
    "a floor under the other policy": ("floor", lambda plan: replace(plan, policy=Policy("none"))),
    "prices too low": ("total", cheaper),
    "prices too high": ("total", dearer),
    "a negative price": ("total", negative),
    "a price beyond use": ("total", lambda plan: total(plan, mentors={"a3": 1 << 62})),
    "a price of a stranger": ("total", lambda plan: total(plan, mentors={"a9": 0})),
    "a wrong bound": ("total", lambda plan: total(plan, bound=plan.certificate.total.bound + 1)),
    "another value of a tandem": ("total", lambda plan: total(
        plan, tandem_value=plan.certificate.total.tandem_value + 1)),
    "not certified": ("certificate", lambda plan: proof(plan, certified=False)),
    "an open gap": ("certificate", lambda plan: proof(plan, gap=1)),
    "miscounted pairs": ("certificate", lambda plan: proof(plan, free_pairs=2)),
}  # fmt: skip


@pytest.fixture(params=["all kept", "read on the way"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small plans with all readings in memory, and as plans are checked that are too large for that."""
    if request.param == "read on the way":
        monkeypatch.setattr(verification, "KEPT", 0)


@pytest.mark.usefixtures("either_way")
def test_the_plan_itself_holds() -> None:
    bare = matrix(CELLS)
    plan = solve(bare)
    assert {(pair.mentor, pair.mentee) for pair in plan.pairs} == {("a0", "b0"), ("a3", "b1"), ("a1", "b2")}
    assert verify(bare, plan) == Verification("matrix", 12, 0, 3, 10, 165)


@pytest.mark.usefixtures("either_way")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_caught_and_its_part_is_named(fault: str) -> None:
    part, change = FAULTS[fault]
    bare = matrix(CELLS)
    with pytest.raises(NotVerified) as caught:
        verify(bare, change(solve(bare)))
    assert caught.value.part == part


@pytest.mark.usefixtures("either_way")
def test_a_lower_floor_with_a_higher_total_is_caught() -> None:
    bare = matrix([[100, 50], [50, 1]])  # floor policy: 50 + 50; total alone: 101
    greedy = solve(bare, Policy("none"))
    assert (greedy.total, solve(bare).total) == (101, 100)
    with pytest.raises(NotVerified) as caught:
        verify(bare, replace(solve(bare), pairs=greedy.pairs, total=101, worst=1, left_over=()))
    assert caught.value.part == "floor"


@pytest.mark.usefixtures("either_way")
@pytest.mark.parametrize("seed", range(4))
def test_causes_of_people_are_caught_too(seed: int) -> None:
    """Rules that remove somebody, and warnings about them, are read anew, pair by pair and by rows."""
    problem = cohort(seed, 14, 18, gaps=0.3, rules=Rules(topic=False, slot=False, mode=False))
    plan = solve(problem)
    verify(problem, plan)
    barred = next(k for k, person in enumerate(plan.left_over) if person.cause != "scarcity")
    one = plan.left_over[barred]
    other = "rule:former_partners" if one.cause != "rule:former_partners" else "rule:mode"
    for change in ({"cause": other}, {"rules_alone": ("former_partners",)}, {"removed": {"slot": 1}}):
        left = (*plan.left_over[:barred], replace(one, **change), *plan.left_over[barred + 1 :])
        with pytest.raises(NotVerified) as caught:
            verify(problem, replace(plan, left_over=left))
        assert caught.value.part == "left_over"
    for wrong in (plan.warnings[1:], (), (*plan.warnings, plan.warnings[0])):
        with pytest.raises(NotVerified) as caught:
            verify(problem, replace(plan, warnings=wrong))
        assert caught.value.part == "told"


def test_a_lock_that_was_not_kept_is_caught() -> None:
    bare = matrix(CELLS)
    with pytest.raises(NotVerified) as caught:
        verify(bare.with_lock("a0", "b1"), solve(bare))
    assert caught.value.part == "locks"


@pytest.mark.parametrize("thorough", [False, True])
def test_persons_are_scored_anew(thorough: bool) -> None:
    problem = likely(3, 30, 30)
    plan = solve(problem)
    assert verify(problem, plan, thorough=thorough).method == "plain"
    richer = problem.replaced(criteria=replace(problem.criteria, time=9))
    with pytest.raises(NotVerified) as caught:
        verify(richer, plan, thorough=thorough)
    assert caught.value.part == "scores"


def test_a_wrong_part_with_a_right_sum_is_caught() -> None:
    problem = likely(3, 30, 30)
    plan = solve(problem)
    first = plan.pairs[0]
    parts = {**first.contributions, "time": replace(first.contributions["time"], points=1)}
    with pytest.raises(NotVerified) as caught:
        verify(problem, replace(plan, pairs=(replace(first, contributions=parts), *plan.pairs[1:])))
    assert caught.value.part == "scores"


def test_large_cohorts_take_the_second_reading_and_say_so() -> None:
    problem = likely(4, 150, 140)
    plan = solve(problem)
    shown = verify(problem, plan)
    assert PLAIN_LIMIT < 150 * 140
    assert (shown.method, shown.pairs, shown.count) == ("rows", 150 * 140, len(plan.pairs))
    assert shown.sampled > 0
    assert verify(problem, plan, thorough=True).method == "plain"
    with pytest.raises(NotVerified):
        verify(problem.with_ban(plan.pairs[0].mentor, plan.pairs[0].mentee), plan)


def test_the_second_reading_is_itself_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = likely(4, 150, 140)
    plan = solve(problem)
    from augenhoehe.engine.rows import RowReader

    honest = RowReader.row
    for wrong in (1, 0), (0, 1):
        monkeypatch.setattr(RowReader, "row", lambda self, one, by=wrong: tuple(map(add, honest(self, one), by)))
        with pytest.raises(NotVerified) as caught:
            verify(problem, plan)
        assert caught.value.part == "scores"


def test_the_verifier_imports_nothing_of_the_solver() -> None:
    import ast
    import inspect

    from augenhoehe.engine import availability, mentees, plain, portions, readings, rows, streaming, telling
    from augenhoehe.engine.quotas import aim_rows, checking, left, whole

    quotas = aim_rows, checking, left, whole
    mine = (verification, streaming, portions, readings, rows, mentees, plain, telling, availability, *quotas)
    allowed = {module.__name__ for module in mine} | {
        f"augenhoehe.engine.{name}"
        for name in ("answers", "criteria", "curve", "errors", "plan", "problem", "quotas.quota", "rules", "types")
    }
    for module in mine:
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("augenhoehe.engine."):
                assert node.module in allowed


def test_a_certificate_is_not_a_word_but_an_account() -> None:
    plan = solve(matrix(CELLS))
    proof_: Certificate = plan.certificate
    assert proof_.cardinality.size == proof_.free_pairs == 3
    assert proof_.floor is not None
    assert proof_.floor.size == 2
    assert proof_.total.bound == 3 * proof_.total.tandem_value + 165
