"""What people declare and answer shows to nobody else, not even by what is missing on a page."""

import uuid
from dataclasses import replace

import pytest
from django.urls import reverse

from augenhoehe.applications import confidential
from augenhoehe.matching import services as desk
from augenhoehe.matching.adapter import relations
from augenhoehe.matching.models import Run
from augenhoehe.people.models import FormerTandem, Relation
from augenhoehe.people.services import declare_relation
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.selectors import office
from tests import factories
from tests.cast import Cast
from tests.factories import NOW

from .matrix import MAY_SEE
from .silence import (
    KNOW_TANDEMS,
    PROBES,
    QUESTIONS,
    WATCHED,
    Change,
    Look,
    Snapshot,
    answers,
    differences,
    snapshot,
    steady,
    together,
)
from .stage import Stage
from .walker import ask, client_of, read


@pytest.mark.parametrize("look", together(), ids=str)
def test_only_those_it_belongs_to_notice(stage: Stage, look: Look) -> None:
    seen: dict[Change, Snapshot] = {}
    for name in look.probes:
        probe = PROBES[name]
        for change in (probe.before, probe.after):
            if change not in seen:
                change(stage)
                seen[change] = snapshot(stage, look.roles, probe.under, probe.rooms)
        found = differences(seen[probe.before], seen[probe.after])
        assert {role: found[role] for role in probe.silent if role in found} == {}, name
        assert set(probe.notice) <= found.keys(), name


@pytest.mark.parametrize("state", QUESTIONS)
def test_an_answer_is_known_to_nobody_else(stage: Stage, state: str) -> None:
    """The partner sees no difference; the office sees how many are missing, and no difference in whose it is."""
    seen = {}
    for who in ("nobody", "mentor", "mentee"):
        answers(state, **({f"{who}_{QUESTIONS[state]}": "yes"} if who != "nobody" else {}))(stage)
        seen[who] = snapshot(stage, ("mentor", "mentee", "office", "sponsor"), rooms=KNOW_TANDEMS)
    assert differences(seen["nobody"], seen["mentor"]).keys() == {"mentor", "office"}
    assert differences(seen["nobody"], seen["mentee"]).keys() == {"mentee", "office"}
    assert differences(seen["mentor"], seen["mentee"]).keys() == {"mentor", "mentee"}


def test_the_matrix_says_the_same() -> None:
    """Each probe is about the mentor; whoever else notices is their partner, the confidant, or the office."""
    relations = {"mentor": "self", "mentee": "partner", "confidant": "confidant", "office": "office"}
    noticed = {field: {"self"} for field in WATCHED}
    for probe in PROBES.values():
        for field in probe.fields:
            noticed[field] |= {relations[role] for role in probe.notice}
    assert {field: MAY_SEE[field] for field in WATCHED} == noticed


def test_an_office_that_sees_whose_answer_it_is_would_be_noticed(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: the office's list names the mentor's answer."""
    real = office._row

    def telling(one: dict[str, object]) -> office.TandemRow:
        row = real(one)
        return replace(row, mentor=f"{row.mentor} ({Tandem.objects.get(pk=row.pk).mentor_answer})")

    monkeypatch.setattr(office, "_row", telling)
    seen = []
    for who in ("mentor", "mentee"):
        answers("proposed", **{f"{who}_answer": "yes"})(stage)
        seen.append(snapshot(stage, ("office",), "office/cohorts/<int:cohort_id>/tandems/"))
    assert reverse("office-tandems", args=[stage.cast.cohort.pk]) in differences(*seen)["office"]


@pytest.fixture
def apart(cast: Cast) -> Cast:
    """The two are admitted and have no tandem yet; with two more there are pairs whatever keeps these two apart."""
    cast.tandem.delete()
    factories.make_application(cast.cohort, "mentor", topics={cast.topic: (3, 0)})
    factories.make_application(cast.cohort, "mentee", topics={cast.topic: (0, 3)})
    return cast


def test_the_office_cannot_tell_what_keeps_two_people_apart(apart: Cast) -> None:
    """A silent exclusion, a superior, an appraiser, a former mentor: the same pages and files, whoever said it."""
    seen = _desk_by_reason(apart)
    silent = seen["excluded by the mentor"]
    assert "not possible for private reasons" in silent["pair"]
    assert {name: [page for page in silent if silent[page] != other[page]] for name, other in seen.items()} == {
        name: [] for name in seen
    }


def test_a_desk_that_tells_declared_relations_apart_would_be_noticed(
    apart: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = relations._relations
    monkeypatch.setattr(relations, "_relations", lambda *given: [replace(one, declared=False) for one in real(*given)])
    seen = _desk_by_reason(apart)
    assert seen["excluded by the mentor"]["pair"] == seen["excluded by the mentee"]["pair"] == seen["former"]["pair"]
    assert seen["excluded by the mentor"]["pair"] != seen["declared by the mentor"]["pair"]


def _desk_by_reason(cast: Cast) -> dict[str, dict[str, str]]:
    seen = {}
    for name, tell in {
        "excluded by the mentor": lambda: _exclude(cast, "mentor"),
        "excluded by the mentee": lambda: _exclude(cast, "mentee"),
        "declared by the mentor": lambda: _declare(cast, "mentor", "my_line"),
        "declared by the mentee": lambda: _declare(cast, "mentee", "appraises_me"),
        "former": lambda: _declare(cast, "mentee", "my_mentee"),
    }.items():
        tell()
        seen[name] = _desk(cast)
        _forget(cast)
    return seen


def test_the_staff_list_says_so_openly(apart: Cast) -> None:
    """The other way round: what the organisation told is no secret, so a private reason would show as one."""
    Relation.objects.create(superior=apart.mentee, subordinate=apart.mentor, kind="line")
    page = _desk(apart)["pair"]
    assert "not possible for private reasons" not in page
    assert "this pair is not possible" in page


def _exclude(cast: Cast, role: str) -> None:
    other = cast.mentee if role == "mentor" else cast.mentor
    confidential.replace_exclusions(application=getattr(cast, f"{role}_application"), emails=[other.email])


def _declare(cast: Cast, role: str, kind: str) -> None:
    other = cast.mentee if role == "mentor" else cast.mentor
    declare_relation(person=getattr(cast, role), kind=kind, email=other.email)


def _forget(cast: Cast) -> None:
    for application in (cast.mentor_application, cast.mentee_application):
        confidential.forget_exclusions(application=application)
    Relation.objects.all().delete()
    FormerTandem.objects.all().delete()
    Run.objects.all().delete()


def _desk(cast: Cast) -> dict[str, str]:
    """What the office reads of the matching, on every page and in every file of the run."""
    run, _new = desk.start_run(cohort=cast.cohort, actor=cast.office, note="", draft_key=uuid.uuid4())
    desk.compute_run(run_id=run.pk, now=NOW)
    run.refresh_from_db()
    pair = [cast.cohort.pk, run.number, cast.mentor_application.pk, cast.mentee_application.pk]
    client = client_of(cast, "office")
    paths = {
        "pair": reverse("run-pair", args=pair),
        "partners": reverse("run-partners", args=pair[:3]),
        "why not": reverse("run-why-not", args=pair[:2]) + f"?mentor={pair[2]}&mentee={pair[3]}",
        "weights": reverse("run-weights", args=pair[:2]) + "?topic_fit=10&aspects=0&topic_level=0&career_stage=0"
        "&place_mode=0&time=80&new_link=0",
        "plans": reverse("run-plans", args=pair[:2]),
        "notices": reverse("matching-notices", args=pair[:1]),
        "left over": reverse("matching-left-over", args=pair[:1]),
        "check": reverse("run-check", args=pair[:2]),
        "run": reverse("run", args=pair[:2]),
        "csv": reverse("run-export", args=[*pair[:2], "csv"]),
        "json": reverse("run-export", args=[*pair[:2], "json"]),
    }
    return {name: steady(read(ask(client, "GET", path))) for name, path in paths.items()}
