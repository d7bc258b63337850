"""What an installation that is already in use finds after the upgrade."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps

from augenhoehe.audit.services import record
from augenhoehe.programmes.defaults import RULES, WEIGHTS
from augenhoehe.programmes.models import Change, Gate, MatchingRules
from augenhoehe.programmes.selectors import settings_changes, with_words
from tests.cast import Cast
from tests.factories import make_cohort

pytestmark = pytest.mark.django_db
kept = import_module("augenhoehe.programmes.migrations.0004_gates_and_kept_changes")


def test_calls_that_have_begun_stay_open_and_others_pass_their_gate() -> None:
    begun, coming = (make_cohort(phases=["call"], gate=None) for _ in range(2))
    without = make_cohort(phases=[], gate=None, starts_on=dt.date(2020, 1, 1))
    begun.phases.update(opens_on=dt.date(2020, 1, 1))
    coming.phases.update(opens_on=dt.date(2990, 1, 1), closes_on=dt.date(2990, 1, 1))
    kept.make_gates(apps, None)
    state = {gate.cohort: (gate.passed_at is not None, gate.council_result) for gate in Gate.objects.all()}
    assert state == {begun: (True, "unrecorded"), without: (True, "unrecorded"), coming: (False, "")}


def test_what_the_log_still_knows_is_kept(cast: Cast) -> None:
    changes = {"mentor_hours": [24, 30]}
    record(actor=cast.office, action="programmes.cohort_changed", on=cast.cohort, changes=changes)
    record(actor=cast.office, action="programmes.changed", on=cast.programme, changes={"about_de": ["…", "…"]})
    gone = make_cohort()
    record(actor=None, action="programmes.phases_changed", on=gone, changes={})
    gone.delete()
    MatchingRules.objects.create(
        cohort=cast.cohort,
        number=2,
        rules=RULES,
        weights={**WEIGHTS, "time": 5},
        note="Why not",
        changed_by=cast.office,
    )
    kept.keep_changes(apps, None)
    kept.keep_rules(apps, None)
    found = {
        change.subject: (change.changed_by, change.why, lines)
        for change, lines in with_words(settings_changes(cast.cohort))
    }
    assert {
        subject: (who, why, [(line.old, line.new) for line in lines]) for subject, (who, why, lines) in found.items()
    } == {
        "cohort": (cast.office, "", [("24", "30")]),
        "programme": (cast.office, "", [("…", "…")]),
        "rules": (cast.office, "Why not", [("10", "5")]),
    }
    assert Change.objects.count() == 3
