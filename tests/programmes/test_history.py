"""What was changed and why: kept for good, read by those who may, and compared between cohorts."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from augenhoehe.audit.models import Entry
from augenhoehe.people.models import Person
from augenhoehe.programmes import services
from augenhoehe.programmes.defaults import RULES, WEIGHTS
from augenhoehe.programmes.models import Cohort, Programme
from augenhoehe.programmes.parts import FALLS_AWAY, Part
from augenhoehe.programmes.selectors import compare, settings_changes, with_words
from tests.cast import Cast
from tests.factories import TODAY, make_cohort, make_programme

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


def lines(cohort: Cohort) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    return [
        (change.subject, change.why, [(line.label, line.old, line.new) for line in found])
        for change, found in with_words(settings_changes(cohort))
    ]


def following(cast: Cast, **changes: object) -> Cohort:
    values = {
        "name_de": "Zweiter",
        "name_en": "Second",
        "starts_on": cast.cohort.starts_on + dt.timedelta(days=400),
        "ends_on": cast.cohort.ends_on + dt.timedelta(days=400),
        "actor": cast.office,
        **changes,
    }
    return services.create_cohort(programme=cast.programme, **values)


def test_every_kind_of_change_is_kept_with_old_new_and_why_even_without_the_log(cast: Cast) -> None:
    old = "Old words. " * 30
    Programme.objects.filter(pk=cast.programme.pk).update(about_en=old)
    cast.programme.refresh_from_db()
    services.change_programme(
        programme=cast.programme,
        version=1,
        changes={"kind": "pilot", "about_en": "New"},
        actor=cast.office,
        why="First a pilot",
    )
    cohort, day = cast.cohort, dt.date(2027, 1, 2)
    services.change_cohort(
        cohort=cohort, version=1, changes={"ends_on": dt.date(2027, 12, 31), "parts": [Part.EVENTS]}, actor=cast.office
    )
    services.set_phases(
        cohort=cohort, version=2, phases={"call": None, "closing": (day, day)}, actor=cast.office2, why="No call"
    )
    services.change_matching_rules(
        cohort=cohort, rules={**RULES, "topic": False}, weights=WEIGHTS, note="Try", actor=cast.office
    )
    Entry.objects.all().delete()
    stay = [str(part.label) for part in Part if part != Part.EVENTS]
    assert lines(cohort) == [
        ("rules", "Try", [("A common topic", "on", "off")]),
        (
            "phases",
            "No call",
            [("Call", "24 Oct 2026 – 24 Oct 2027", "–"), ("Closing", "–", "2 Jan 2027 – 2 Jan 2027")],
        ),
        ("cohort", "", [("Last day", "24 Oct 2027", "31 Dec 2027"), *((label, "on", "off") for label in stay)]),
        ("programme", "First a pilot", [("What it is (English)", old, "New"), ("Kind", "Regular programme", "Pilot")]),
    ]


def test_what_does_not_change_anything_is_no_version(cast: Cast) -> None:
    services.change_cohort(
        cohort=cast.cohort, version=1, changes={"mentor_hours": 24}, actor=cast.office, why="Nothing"
    )
    assert lines(cast.cohort) == []


def test_two_cohorts_side_by_side_with_the_reasons(cast: Cast) -> None:
    later = following(cast, why="Bolder")
    assert compare(later, cast.cohort).different == []
    services.change_cohort(
        cohort=later, version=1, changes={"mentor_hours": 30, "parts": [Part.EVENTS]}, actor=cast.office, why="Longer"
    )
    opens = later.starts_on
    services.set_phases(
        cohort=later, version=2, phases={"call": (opens, opens + dt.timedelta(9))}, actor=cast.office, why="Holidays"
    )
    services.change_matching_rules(
        cohort=later,
        rules={**RULES, "slot": False},
        weights={**WEIGHTS, "time": 0},
        note="Video meets all",
        actor=cast.office,
    )
    found = compare(later, cast.cohort)
    assert (found.older, found.newer, found.intention) == (cast.cohort, later, "Bolder")
    assert {row.label: (row.older[:9], row.newer[:9], row.whys) for row in found.different} == {
        "Hours of a mentor": ("24", "30", ("Longer",)),
        **{str(part.label): ("on", "off", ("Longer",)) for part in Part if part != Part.EVENTS},
        "Phase: Call": ("day 1 to ", "day 1 to ", ("Holidays",)),
        "A common time": ("on", "off", ("Video meets all",)),
        "Weight: Time": ("10", "0", ("Video meets all",)),
    }
    assert "Minutes a meeting" in [row.label for row in found.same]


def test_the_page_compares_with_the_cohort_before_or_a_chosen_one_of_the_same_programme(
    cast: Cast, as_: SignIn
) -> None:
    client, path = as_(cast.office), "/office/cohorts/{}/settings/compare/"
    alone = client.get(path.format(cast.cohort.pk))
    assert alone.context["comparison"] is None
    second, third = (
        following(cast),
        following(cast, starts_on=TODAY + dt.timedelta(800), ends_on=TODAY + dt.timedelta(900)),
    )
    foreign = make_cohort(make_programme())
    for query, other in (("", second), (f"?with={cast.cohort.pk}", cast.cohort), (f"?with={foreign.pk}", second)):
        assert client.get(path.format(third.pk) + query).context["chosen"] == other
    assert client.get(path.format(cast.cohort.pk)).context["chosen"] == third


def test_the_page_shows_what_was_taken_over(cast: Cast, as_: SignIn) -> None:
    later = following(cast, why="Bolder this time")
    page = as_(cast.office).get(f"/office/cohorts/{later.pk}/settings/history/", headers={"accept-language": "en"})
    assert "Bolder this time" in page.content.decode()
    assert f"Taken over from: {cast.cohort.name_de}" in page.content.decode()


def test_whoever_reads_the_rules_reads_the_cohorts_other_changes_and_no_gate(cast: Cast, as_: SignIn) -> None:
    services.change_cohort(
        cohort=cast.cohort, version=1, changes={"confirm_days": 15}, actor=cast.office, why="Holidays in between"
    )
    gate = cast.cohort.gate
    services.change_gate(gate=gate, version=1, changes={"budget_hours": 1}, actor=cast.office, why="A secret")
    for reader in (cast.mentor, cast.council, cast.office):
        page = as_(reader).get(f"/rules/{cast.cohort.pk}/").content.decode()
        assert ("Holidays in between" in page, "A secret" in page) == (True, False)


def test_parts_are_switched_by_a_form_that_says_what_falls_away(cast: Cast, as_: SignIn) -> None:
    assert FALLS_AWAY.keys() == set(Part)
    client, path = as_(cast.office), f"/office/cohorts/{cast.cohort.pk}/settings/parts/"
    page = client.get(path, headers={"accept-language": "en"}).content.decode()
    assert all(str(text) in page for text in FALLS_AWAY.values())
    data = {"version": 1, "parts": ["events", "working_time"], "why": "Small"}
    assert client.post(path, data).status_code == 302
    cohort = Cohort.objects.get(pk=cast.cohort.pk)
    assert [part.value for part in Part if cohort.uses(part)] == ["working_time", "events"]
    late = as_(cast.office2).post(path, {"version": 1, "parts": []})
    assert late.status_code == 409
    assert late.context["conflict"] == [
        ("What takes place", f"{Part.EVENTS.label}, {Part.WORKING_TIME.label}"),
    ]
    assert client.post(path, {"version": 2, "parts": ["unknown"]}).status_code == 422


def test_a_pilot_becomes_a_regular_programme(cast: Cast, as_: SignIn) -> None:
    Programme.objects.filter(pk=cast.programme.pk).update(kind="pilot")
    client, path = as_(cast.office), f"/office/cohorts/{cast.cohort.pk}/settings/programme/"
    assert b"Pilot" in client.get("/office/programmes/").content
    form = client.get(path).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    answer = client.post(path, {**data, "kind": "regular", "why": "Both sides want more"})
    assert answer.status_code == 302
    assert lines(cast.cohort) == [("programme", "Both sides want more", [("Kind", "Pilot", "Regular programme")])]


def test_a_cohorts_settings_are_all_that_is_not_its_own() -> None:
    own = {
        "id",
        "programme",
        "slug",
        "name_de",
        "name_en",
        "starts_on",
        "ends_on",
        "archived_at",
        "draft_key",
        "version",
    }
    known = {field.name for field in Cohort._meta.concrete_fields}
    assert set(Cohort.settings()) == known - own - {"created_at", "updated_at"}
    assert own < known


def test_changes_are_read_in_the_order_of_the_settings_however_they_are_stored(cast: Cast) -> None:
    """PostgreSQL keeps no order in its JSON; the alphabet would not do either."""
    services.change_cohort(
        cohort=cast.cohort,
        version=1,
        changes={"mentee_hours": 10, "ends_on": dt.date(2027, 12, 31), "meetings": 5, "mentor_hours": 20},
        actor=cast.office,
    )
    [(_subject, _why, changes)] = lines(cast.cohort)
    assert [label for label, _old, _new in changes] == [
        "Last day",
        "Hours of a mentor",
        "Hours of a mentee",
        "Meetings",
    ]
