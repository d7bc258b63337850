"""Two people write, compare and agree; what holds, holds until both agree to something else."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from augenhoehe.agreements.models import Agreement
from augenhoehe.agreements.selectors.agreements import standing_of, version_before
from augenhoehe.agreements.services import agree, write_agreement
from augenhoehe.agreements.starters import draft_of
from augenhoehe.applications.enums import Side
from augenhoehe.audit.models import Entry
from augenhoehe.common.models import StaleError
from augenhoehe.messaging.models import Mail
from augenhoehe.tandems.doors import FORMED
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.errors import TandemError
from augenhoehe.tandems.models import Meeting, Tandem
from tests import factories
from tests.factories import NOW, TODAY

from .world import agreed, terms_for, written


def mails(name: str) -> list[int]:
    """Who got this mail, as ids of people."""
    return list(Mail.objects.filter(key=f"agreements.{name}").order_by("pk").values_list("person_id", flat=True))


def test_the_draft_is_made_of_the_rules_and_of_what_both_applied_with(tandem: Tandem) -> None:
    draft = draft_of(tandem, "en", TODAY)
    assert [rule.partition(":")[0] for rule, _example in draft.rules] == ["Openness", "Trust", "Respect", "Commitment"]
    assert all(example for _rule, example in draft.rules)
    assert draft.topics == [["Social media", ""]]
    assert draft.aspects == ["networking", "future"]
    assert (str(draft.begins_on), str(draft.ends_on)) == ("2026-11-23", "2027-05-23")
    assert draft.rhythm == "6 meetings of 90 minutes, once a month"
    assert (draft.mode, draft.goal_meeting) == ("in_turn", 4)


def test_a_german_draft_is_german(tandem: Tandem) -> None:
    draft = draft_of(tandem, "de", TODAY)
    assert draft.topics == [["Soziale Medien", ""]]
    assert draft.rules[0][0].startswith("Offenheit:")
    assert all(example for _rule, example in draft.rules)


def test_rules_of_the_office_are_taken_as_they_are(tandem: Tandem) -> None:
    body = "What counts.\n\n- Openness: we say it.\n- Punctuality: we come on time."
    factories.make_edition(tandem.cohort.programme, body_de=body, body_en=body)
    rules = draft_of(tandem, "en", TODAY).rules
    assert [rule for rule, _example in rules] == ["Openness: we say it.", "Punctuality: we come on time."]
    assert [bool(example) for _rule, example in rules] == [True, False]


def test_whoever_writes_agrees_and_the_other_one_is_asked(tandem: Tandem) -> None:
    version = written(tandem)
    assert (version.number, version.mentor_agreed_at, version.mentee_agreed_at) == (1, NOW, None)
    assert mails("proposed") == [tandem.mentee.person_id]
    standing = standing_of(tandem)
    assert (standing.latest, standing.holds, standing.pending) == (version, None, version)
    assert (standing.waits_for(Side.MENTOR), standing.waits_for(Side.MENTEE)) == (False, True)


def test_with_the_second_yes_it_holds_and_both_hear_of_it(tandem: Tandem) -> None:
    written(tandem)
    later = NOW + dt.timedelta(hours=1)
    version = agreed(tandem, now=later)
    assert version.holds_since == later
    assert standing_of(tandem).holds == version
    assert sorted(mails("agreed")) == sorted([tandem.mentor.person_id, tandem.mentee.person_id])


def test_what_held_goes_on_to_hold_until_both_agree_anew(tandem: Tandem) -> None:
    written(tandem)
    first = agreed(tandem)
    second = written(tandem, Side.MENTEE, based_on=1, reply_days=5)
    standing = standing_of(tandem)
    assert (standing.latest, standing.holds) == (second, first)
    agreed(tandem, Side.MENTOR, number=2)
    assert standing_of(tandem).holds == second


def test_one_mail_asks_however_often_somebody_goes_on_writing(tandem: Tandem) -> None:
    written(tandem)
    written(tandem, based_on=1, reply_days=2)
    assert mails("proposed") == [tandem.mentee.person_id]
    written(tandem, Side.MENTEE, based_on=2, reply_days=4)
    written(tandem, based_on=3, reply_days=3)
    assert mails("proposed") == [tandem.mentee.person_id, tandem.mentor.person_id, tandem.mentee.person_id]


def test_the_same_sent_twice_is_one_version_and_sent_by_the_other_side_a_yes(tandem: Tandem) -> None:
    first = written(tandem)
    assert written(tandem).pk == first.pk
    assert written(tandem, Side.MENTEE).holds_since == NOW
    assert Agreement.objects.count() == 1


def test_nobody_overwrites_what_the_other_one_has_just_written(tandem: Tandem) -> None:
    written(tandem)
    with pytest.raises(StaleError):
        written(tandem, Side.MENTEE, reply_days=9)
    with pytest.raises(StaleError):
        agreed(tandem, number=2)
    assert Agreement.objects.count() == 1


def test_a_yes_to_a_version_that_is_not_the_latest_counts_for_nothing(tandem: Tandem) -> None:
    written(tandem)
    written(tandem, based_on=1, reply_days=9)
    with pytest.raises(StaleError):
        agreed(tandem, number=1)
    assert standing_of(tandem).holds is None


def test_saying_yes_twice_is_once(tandem: Tandem) -> None:
    written(tandem)
    agreed(tandem)
    agreed(tandem)
    assert [entry.action for entry in Entry.objects.order_by("pk")] == ["agreements.written", "agreements.agreed"]
    assert len(mails("agreed")) == 2


def test_each_compares_with_what_they_agreed_to_last(tandem: Tandem) -> None:
    first = written(tandem)
    second = written(tandem, based_on=1, reply_days=2)
    assert version_before(second, Side.MENTOR) == first
    assert version_before(second, Side.MENTEE) is None


@pytest.mark.parametrize("state", TandemState)
def test_only_a_tandem_has_an_agreement_to_write(tandem: Tandem, state: TandemState) -> None:
    written(tandem)
    Tandem.objects.filter(pk=tandem.pk).update(
        state=state, **({"mentor_answer": "open", "mentee_answer": "open"} if state == "not_formed" else {})
    )
    acts = (
        lambda: written(tandem, based_on=1, reply_days=9),
        lambda: agreed(tandem, number=Agreement.objects.latest("number").number),
    )
    for act in acts:
        if state in FORMED:
            act()
        else:
            with pytest.raises(TandemError):
                act()
    assert Agreement.objects.in_force().exists() == (state in FORMED)


def test_strangers_write_nothing(tandem: Tandem) -> None:
    stranger = factories.make_person()
    with pytest.raises(TandemError):
        write_agreement(tandem=tandem, actor=stranger, terms=terms_for(tandem), based_on=0, now=NOW)
    written(tandem)
    with pytest.raises(TandemError):
        agree(tandem=tandem, actor=stranger, number=1, now=NOW)


def test_who_has_talked_and_agrees_is_confirmed_by_it(tandem: Tandem, met: Callable[..., Meeting]) -> None:
    met()
    written(tandem)
    tandem.refresh_from_db()
    assert tandem.state == TandemState.ACCEPTED
    agreed(tandem)
    tandem.refresh_from_db()
    assert tandem.state == TandemState.CONFIRMED
    assert str(tandem.begins_on) == "2026-11-22"


@pytest.mark.parametrize(("days", "state"), [(3, "planned"), (-1, "cancelled")])
def test_before_the_first_talk_an_agreement_confirms_nothing(
    tandem: Tandem, met: Callable[..., Meeting], days: int, state: str
) -> None:
    met(days=days, state=state)
    written(tandem)
    agreed(tandem)
    tandem.refresh_from_db()
    assert (tandem.state, tandem.mentor_confirms) == (TandemState.ACCEPTED, "open")


def test_the_database_knows_no_version_without_an_author(tandem: Tandem) -> None:
    version = written(tandem)
    for changes in ({"mentor_agreed_at": None}, {"ends_on": "2020-01-01"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Agreement.objects.filter(pk=version.pk).update(**changes)


def test_the_log_and_the_mails_hold_no_word_of_it(tandem: Tandem) -> None:
    written(tandem, mentor_goal="kanarienvogel", topics=[["kanarienvogel", "kanarienvogel"]])
    agreed(tandem)
    assert "kanarienvogel" not in str(list(Entry.objects.values())) + str(list(Mail.objects.values()))
