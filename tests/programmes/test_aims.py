"""Policy and quotas of the matching: by form, kept in versions, in words, taken over by the next cohort."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from augenhoehe.people.models import Person, Site
from augenhoehe.programmes import aims, services
from augenhoehe.programmes.models import Change
from augenhoehe.programmes.selectors import cohort_changes, rules_history, settings_changes, with_words
from tests.cast import Cast
from tests.factories import make_unit

SignIn = Callable[[Person], Client]

pytestmark = pytest.mark.django_db


def data(number: int = 1, rows: int = 3, **changes: object) -> dict[str, object]:
    quotas = {f"side_{row}": "mentee" for row in range(rows)}
    given = {"floor": "best", "concavity": 1, "rows": rows, "based_on": number, "note": "Because", **quotas, **changes}
    return {name: value for name, value in given.items() if value is not None}


def test_policy_and_quotas_by_form(cast: Cast, as_: SignIn) -> None:
    client, other = as_(cast.office), as_(cast.office2)
    path = f"/office/cohorts/{cast.cohort.pk}/settings/aims/"
    unit, site = make_unit(name="Kulturreferat", short="KULT"), Site.objects.create(name="Nordhaus")
    quota = {"group_0": f"unit:{unit.pk}", "at_least_0": 1, "at_most_0": 3}
    other_quota = {"side_2": "mentor", "at_most_2": 2, "floor": "steps", "need": 1}
    wrong = client.post(path, data(**{**quota, "at_most_0": 0}))
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["at_most_0"])
    twice = client.post(path, data(**quota, group_1=f"unit:{unit.pk}", at_most_1=1))
    assert (twice.status_code, list(twice.context["form"].errors)) == (422, ["group_1"])
    empty = client.post(path, data(group_0=f"site:{site.pk}"))
    assert (empty.status_code, list(empty.context["form"].errors)) == (422, ["at_most_0"])
    done = client.post(path, data(**quota, **other_quota, group_2=f"site:{site.pk}"))
    assert done.status_code == 302
    stored = cast.cohort.matching_rules.first()
    assert stored.policy == {"floor": "steps", "concavity": 1, "waiting": False, "need": True}
    assert [aims.quota_sentence(one) for one in stored.quotas] == [
        "Mentees from Kulturreferat (KULT): at least 1, at most 3",
        "Mentors from Nordhaus: at most 2",
    ]
    late = other.post(path, data(**{**quota, "at_most_0": 9}))
    assert late.status_code == 409
    assert ("Mentees from Kulturreferat (KULT)", "at least 1, at most 3") in late.context["conflict"]
    assert late.context["form"]["based_on"].value() == "2"
    again = client.get(path).context["form"]
    assert [row[1].value() for row in again.quota_rows()] == [f"unit:{unit.pk}", f"site:{site.pk}", "", "", ""]


def change(cast: Cast, **changes: object) -> None:
    current = cast.cohort.matching_rules.first()
    services.change_matching_rules(
        cohort=cast.cohort, rules=current.rules, weights=current.weights, note="x", actor=cast.office, **changes
    )  # type: ignore[arg-type]


QUOTA = {"side": "mentee", "kind": "site", "id": 1, "name": "Nordhaus", "at_least": 2, "at_most": None}


def test_every_change_is_kept_and_told(cast: Cast, as_: SignIn) -> None:
    change(cast, policy={"floor": "none", "concavity": 4}, quotas=[QUOTA])
    change(cast, quotas=[])
    assert cast.cohort.matching_rules.first().policy["concavity"] == 4
    taken, set_first, _begun = (version.changes for version in rules_history(cast.cohort))
    assert [(one.label, one.new) for one in set_first] == [
        ("The weakest tandem", "whatever it is for the weakest tandem"),
        ("The sum of all fits", "points of weak tandems count clearly more"),
        ("Mentees from Nordhaus", "at least 2"),
    ]
    assert [(one.label, one.old, one.new) for one in taken] == [("Mentees from Nordhaus", "at least 2", "–")]
    told = [line.label for _change, lines in with_words(settings_changes(cast.cohort)) for line in lines]
    assert "The weakest tandem" in told
    assert not cohort_changes(cast.cohort).filter(subject="rules").exists()
    page = as_(cast.council).get(f"/rules/{cast.cohort.pk}/").content.decode()
    assert "points of weak tandems count clearly more" in page


def test_what_was_kept_before_there_were_aims_is_still_told(cast: Cast) -> None:
    change(cast, policy={"need": True})
    kept = Change.objects.get(subject="rules", cohort=cast.cohort)
    kept.values = {name: kept.values[name] for name in ("rules", "weights")}
    assert [lines for _change, lines in with_words([kept])] == [[]]


def test_the_next_cohort_starts_with_them(cast: Cast) -> None:
    change(cast, policy={"waiting": True}, quotas=[QUOTA])
    start = cast.cohort.starts_on + dt.timedelta(days=400)
    following = services.create_cohort(
        programme=cast.programme,
        name_de="Nächster",
        name_en="Next",
        starts_on=start,
        ends_on=start + dt.timedelta(days=300),
        actor=cast.office,
    )
    stored = following.matching_rules.get()
    assert (stored.policy["waiting"], stored.quotas) == (True, [QUOTA])
