"""Step by step, sent once, seen together."""

from typing import Any

import pytest

from augenhoehe.applications.enums import Side
from augenhoehe.audit.models import Entry
from augenhoehe.common.models import StaleError
from augenhoehe.mirror.confidential import open_own
from augenhoehe.mirror.enums import Round
from augenhoehe.mirror.errors import IncompleteError, MirrorError
from augenhoehe.mirror.models import AnswerSheet
from augenhoehe.mirror.rules import Answer
from augenhoehe.mirror.selectors.space import mirror_of
from augenhoehe.mirror.services.answering import save_answers, send_answers, take_back
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.factories import NOW, TODAY

from .world import ENDS, LAST_WEEKS, YES, both, keys, mails, make_running, one, save, send

LAST: dict[str, Any] = {"which": Round.LAST, "now": LAST_WEEKS}


def test_answers_are_kept_with_every_step(tandem: Tandem) -> None:
    first, second = keys(tandem)[:4], keys(tandem)[4:8]
    save(tandem, own=2, guess=None, only=first)
    save(tandem, own=3, guess=5, only=second)
    save(tandem, own=6, guess=1, only=first[:1])
    (sheet,) = AnswerSheet.objects.select_related("tandem")
    assert open_own(sheet, reader=one(tandem)) == {
        first[0]: Answer(6, 1),
        **{key: Answer(2, None) for key in first[1:]},
        **{key: Answer(3, 5) for key in second},
    }


def test_two_windows_do_not_overwrite_each_other(tandem: Tandem) -> None:
    sheet = save(tandem, own=2)
    for version in (0, sheet.version - 1, sheet.version + 1):
        with pytest.raises(StaleError):
            save(tandem, own=5, version=version)
    save(tandem, own=5, version=sheet.version)


def test_answers_to_other_words_are_refused(tandem: Tandem) -> None:
    tandem.cohort.programme.mirror_statements.filter(key="presence").update(text_de="Anders.")
    args: dict[str, Any] = {"tandem": tandem, "actor": one(tandem), "which": Round.FIRST, "version": 0, "now": NOW}
    with pytest.raises(StaleError):
        save_answers(**args, edition="as it was", answers={"presence": Answer(1, 1)})
    assert not AnswerSheet.objects.exists()


def test_what_nobody_asked_is_not_kept(tandem: Tandem) -> None:
    save(tandem, only=["presence", "a-strange-one"])
    (sheet,) = AnswerSheet.objects.select_related("tandem")
    assert open_own(sheet, reader=one(tandem)).keys() == {"presence"}


def test_sent_once_and_then_unchangeable(tandem: Tandem) -> None:
    assert send(tandem) is False
    sheet = AnswerSheet.objects.get()
    with pytest.raises(MirrorError):
        save(tandem, own=1)
    assert send_answers(tandem=tandem, actor=one(tandem), which=Round.FIRST, now=LAST_WEEKS.replace(year=2026)) is False
    sheet.refresh_from_db()
    assert (sheet.sent_at, AnswerSheet.objects.count()) == (NOW, 1)


def test_nothing_is_sent_with_gaps(tandem: Tandem) -> None:
    with pytest.raises(IncompleteError):
        send_answers(tandem=tandem, actor=one(tandem), which=Round.FIRST, now=NOW)
    save(tandem, only=keys(tandem)[1:])
    save(tandem, only=keys(tandem)[:1], guess=None)
    with pytest.raises(IncompleteError):
        send_answers(tandem=tandem, actor=one(tandem), which=Round.FIRST, now=NOW)
    assert AnswerSheet.objects.get().sent_at is None


@pytest.mark.parametrize("first", Side.values)
def test_the_second_sending_tells_the_one_who_waited(tandem: Tandem, first: str) -> None:
    second = "mentee" if first == "mentor" else "mentor"
    assert send(tandem, first) is False
    assert mails("ready") == []
    assert send(tandem, second) is True
    assert [mail.person_id for mail in mails("ready")] == [one(tandem, first).pk]
    assert not Entry.objects.filter(action__startswith="mirror.").exists(), "not even that it was given"
    assert send_answers(tandem=tandem, actor=one(tandem, second), which=Round.FIRST, now=NOW) is True
    assert len(mails("ready")) == 1


@pytest.mark.parametrize("state", TandemState)
def test_by_state(tandem: Tandem, state: TandemState) -> None:
    open_ = dict.fromkeys(YES, "open") if state == TandemState.NOT_FORMED else {}
    Tandem.objects.filter(pk=tandem.pk).update(state=state, **open_)
    tandem.refresh_from_db()
    if state in (TandemState.CONFIRMED, TandemState.PAUSED):
        assert save(tandem)
        return
    with pytest.raises(MirrorError):
        save(tandem)
    with pytest.raises(MirrorError):
        send_answers(tandem=tandem, actor=one(tandem), which=Round.FIRST, now=NOW)


def test_before_the_confirmation_it_takes_a_date(db: None) -> None:
    tandem = make_running(
        state="accepted", begins_on=None, ends_on=None, mentor_confirms="open", mentee_confirms="open"
    )
    with pytest.raises(MirrorError):
        save(tandem)
    meeting = factories.make_meeting(tandem, state="cancelled")
    with pytest.raises(MirrorError):
        save(tandem)
    tandem.meetings.filter(pk=meeting.pk).update(state="planned")
    assert save(tandem)


def test_a_round_has_its_time(tandem: Tandem) -> None:
    with pytest.raises(MirrorError):
        save(tandem, which=Round.LAST)
    with pytest.raises(MirrorError):
        save(tandem, now=LAST_WEEKS)
    assert save(tandem, **LAST)


def test_without_the_part_nothing_is_taken(tandem: Tandem) -> None:
    Cohort.objects.update(parts=[])
    tandem.refresh_from_db()
    with pytest.raises(MirrorError):
        save(tandem)


def test_a_stranger_answers_nothing(tandem: Tandem) -> None:
    stranger = factories.make_person()
    with pytest.raises(MirrorError):
        send_answers(tandem=tandem, actor=stranger, which=Round.FIRST, now=NOW)
    with pytest.raises(MirrorError):
        take_back(tandem=tandem, actor=stranger, which=Round.FIRST, now=NOW)


# What the two see.


def test_until_both_have_sent_nothing_of_the_partner_shows(tandem: Tandem) -> None:
    """Neither the answers nor whether there are any: the same to the last field, and while one waits too."""
    seen = [mirror_of(tandem, Side.MENTEE, TODAY)]
    save(tandem, only=keys(tandem)[:2])
    seen.append(mirror_of(tandem, Side.MENTEE, TODAY))
    send(tandem)
    seen.append(mirror_of(tandem, Side.MENTEE, TODAY))
    before = [seen[1].looks[Round.FIRST], seen[2].looks[Round.FIRST]]
    assert before == [seen[0].looks[Round.FIRST]] * 2
    mine = mirror_of(tandem, Side.MENTOR, TODAY).looks[Round.FIRST]
    assert (mine.waits, mine.ready, {line.compared for line in mine.lines}) == (True, False, {None})
    save(tandem, "mentee")
    assert mirror_of(tandem, Side.MENTOR, TODAY).looks[Round.FIRST] == mine
    begun = mirror_of(tandem, Side.MENTEE, TODAY).looks[Round.FIRST]
    assert (begun.begun, begun.ready, begun.waits) == (True, False, False)


def test_then_both_see_the_same_mirror(tandem: Tandem) -> None:
    both(tandem)
    for side, own, guess in ((Side.MENTOR, 5, 3), (Side.MENTEE, 2, 2)):
        look = mirror_of(tandem, side, TODAY).looks[Round.FIRST]
        assert (look.ready, look.waits, look.talk) == (True, False, look.lines[0])
        compared = look.lines[-1].compared
        assert compared is not None
        assert (compared.mine, compared.distance) == (Answer(own, guess), 3)


def test_what_has_changed(tandem: Tandem) -> None:
    both(tandem, (4, 4), (4, 4))
    save(tandem, "mentee", 4, 4, **LAST)
    save(tandem, "mentee", 1, 4, only=["presence"], **LAST)
    send_answers(tandem=tandem, actor=one(tandem, "mentee"), **LAST)
    assert mirror_of(tandem, Side.MENTOR, LAST_WEEKS.date()).changes == []
    send(tandem, "mentor", 4, 4, **LAST)
    seen = mirror_of(tandem, Side.MENTOR, LAST_WEEKS.date())
    (change,) = seen.changes
    assert (change.statement.key, change.first.distance, change.last.distance) == ("presence", 0, 3)
    assert [look.round for look in seen.pictures] == [Round.LAST, Round.FIRST]


def test_taken_back_before_sending_one_begins_anew(tandem: Tandem) -> None:
    save(tandem)
    take_back(tandem=tandem, actor=one(tandem), which=Round.FIRST, now=NOW)
    assert AnswerSheet.objects.get().sealed is None
    assert mirror_of(tandem, Side.MENTOR, TODAY).looks[Round.FIRST].begun is False
    send(tandem, own=3)
    with pytest.raises(MirrorError):
        take_back(tandem=tandem, actor=one(tandem, "mentee"), which=Round.FIRST, now=NOW)


def test_taken_back_after_sending_the_picture_goes_for_both(tandem: Tandem) -> None:
    both(tandem)
    take_back(tandem=tandem, actor=one(tandem), which=Round.FIRST, now=NOW)
    for side in Side:
        look = mirror_of(tandem, side, TODAY).looks[Round.FIRST]
        assert (look.ready, look.gone, look.waits) == (False, True, False)
    with pytest.raises(MirrorError):
        save(tandem)


@pytest.mark.parametrize("state", TandemState)
def test_taking_back_by_state(tandem: Tandem, state: TandemState) -> None:
    send(tandem)
    open_ = dict.fromkeys(YES, "open") if state == TandemState.NOT_FORMED else {}
    Tandem.objects.filter(pk=tandem.pk).update(state=state, **open_)
    if state in (TandemState.ACCEPTED, TandemState.CONFIRMED, TandemState.PAUSED, TandemState.CLOSED):
        take_back(tandem=tandem, actor=one(tandem), which=Round.FIRST, now=NOW)
    else:
        with pytest.raises(MirrorError):
            take_back(tandem=tandem, actor=one(tandem), which=Round.FIRST, now=NOW)


def test_closed_it_can_still_be_looked_at(tandem: Tandem) -> None:
    both(tandem)
    Tandem.objects.filter(pk=tandem.pk).update(state="closed")
    tandem.refresh_from_db()
    seen = mirror_of(tandem, Side.MENTEE, ENDS)
    assert (seen.turn, [look.round for look in seen.pictures]) == (None, [Round.FIRST])
