"""What the two, and somebody with the confidant, may do; in every state of the tandem."""

import datetime as dt
import uuid

import pytest

from augenhoehe.common.models import StaleError
from augenhoehe.messaging.models import Mail
from augenhoehe.notebook.confidential import texts_of
from augenhoehe.notebook.errors import NoConfidantError, NotebookClosedError
from augenhoehe.notebook.models import Confidence, Keywords, Message, PrivateNote, Word
from augenhoehe.notebook.rules import WRITABLE
from augenhoehe.notebook.selectors import confidants_for
from augenhoehe.notebook.services.confidences import answer_in_confidence, forget_talk
from augenhoehe.notebook.services.private import change_note, delete_note
from augenhoehe.notebook.services.retention import forget_talks
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.forgetting import forget_texts
from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.factories import NOW

from .conftest import Pair
from .writing import keywords, message, note, word

WRITING = {"keywords": keywords, "note": note, "message": message}


@pytest.mark.parametrize("state", TandemState)
@pytest.mark.parametrize("kind", WRITING)
def test_the_two_write_as_long_as_they_are_a_tandem(pair: Pair, state: TandemState, kind: str) -> None:
    Tandem.objects.filter(pk=pair.tandem.pk).update(state=state, **_answers(state))
    pair.tandem.refresh_from_db()
    pair.meeting.tandem = pair.tandem
    if state in WRITABLE:
        assert WRITING[kind](pair).pk
        return
    with pytest.raises(NotebookClosedError):
        WRITING[kind](pair)
    assert not any(table.objects.exists() for table in (Keywords, PrivateNote, Message))


def _answers(state: TandemState) -> dict[str, str]:
    """Nobody is told apart once it did not come about: the database holds it."""
    return {} if state != TandemState.NOT_FORMED else {"mentor_answer": "open", "mentee_answer": "open"}


@pytest.mark.parametrize("kind", WRITING)
@pytest.mark.parametrize("who", ["office", "stranger", "confidant"])
def test_nobody_else_writes(pair: Pair, kind: str, who: str) -> None:
    with pytest.raises(NotebookClosedError):
        WRITING[kind](pair, author=getattr(pair, who))


def test_both_change_the_same_keywords(pair: Pair) -> None:
    row = keywords(pair, keywords="one")
    row = keywords(pair, author=pair.mentee, version=row.version, keywords="two", next_step="call")
    assert texts_of(row, reader=pair.mentor) == {"keywords": "two", "next_step": "call"}
    assert Keywords.objects.count() == 1


@pytest.mark.parametrize("version", [0, 2, 99])
def test_whoever_did_not_see_the_latest_keywords_is_told(pair: Pair, version: int) -> None:
    keywords(pair, keywords="one")
    with pytest.raises(StaleError):
        keywords(pair, author=pair.mentee, version=version, keywords="two")


def test_the_same_keywords_twice_are_no_conflict(pair: Pair) -> None:
    versions = [keywords(pair).version for _ in range(2)]
    assert versions == [1, 1]


def test_keywords_that_are_gone_do_not_come_back(pair: Pair) -> None:
    row = keywords(pair)
    row.delete()
    with pytest.raises(StaleError):
        keywords(pair, version=1)


@pytest.mark.parametrize("kind", ["note", "message", "word"])
def test_sent_twice_is_one(pair: Pair, kind: str) -> None:
    write = {"note": note, "message": message, "word": word}[kind]
    key = uuid.uuid4()
    assert write(pair, draft_key=key).pk == write(pair, draft_key=key).pk
    with pytest.raises(StaleError):
        write(pair, draft_key=key, text="something else")
    assert Mail.objects.count() == (kind != "note")


def test_a_note_is_its_authors_to_change_and_to_delete(pair: Pair) -> None:
    row = note(pair)
    with pytest.raises(PermissionError):
        change_note(note=row, author=pair.mentee, version=1, text="planted", now=NOW)
    with pytest.raises(PermissionError):
        delete_note(note=row, author=pair.mentee)
    change_note(note=row, author=pair.mentor, version=1, text="better", now=NOW)
    assert texts_of(row, reader=pair.mentor) == {"text": "better"}
    with pytest.raises(StaleError):
        change_note(note=row, author=pair.mentor, version=1, text="too late", now=NOW)
    delete_note(note=row, author=pair.mentor)
    assert not PrivateNote.objects.exists()


def test_one_mail_tells_of_what_is_written_in_one_breath(pair: Pair) -> None:
    message(pair)
    message(pair)
    mail = Mail.objects.get()
    assert (mail.person_id, mail.due_at) == (pair.mentee.pk, NOW + dt.timedelta(minutes=5))
    Mail.objects.update(state="sent")
    message(pair)
    message(pair, author=pair.mentee)
    assert list(Mail.objects.order_by("pk").values_list("person_id", flat=True)) == [
        pair.mentee.pk,
        pair.mentee.pk,
        pair.mentor.pk,
    ]


def test_the_confidant_answers_and_nobody_else(pair: Pair) -> None:
    talk = word(pair).confidence
    answer_in_confidence(talk=talk, confidant=pair.confidant, text="Call me.", draft_key=uuid.uuid4(), now=NOW)
    assert [one.by_confidant for one in talk.words.order_by("created_at")] == [False, True]
    for somebody in (pair.office, pair.mentee, pair.mentor):
        with pytest.raises(NoConfidantError):
            answer_in_confidence(talk=talk, confidant=somebody, text="No.", draft_key=uuid.uuid4(), now=NOW)


@pytest.mark.parametrize("who", ["office", "stranger", "mentor"])
def test_only_a_confidant_can_be_turned_to(pair: Pair, who: str) -> None:
    with pytest.raises(NoConfidantError):
        word(pair, confidant=getattr(pair, who))


def test_once_the_role_is_given_back_nothing_is_read_or_written_and_nobody_inherits_it(pair: Pair) -> None:
    talk = word(pair).confidence
    assert list(Confidence.objects.entrusted_to(pair.confidant)) == [talk]
    pair.confidant.roles.all().delete()
    assert not Confidence.objects.entrusted_to(pair.confidant).exists()
    assert not Confidence.objects.visible_to(pair.confidant).exists()
    with pytest.raises(NoConfidantError):
        word(pair)
    # Neither another programme's role nor another role in this one makes them its confidant again.
    factories.make_role(factories.make_programme(), pair.confidant, "confidant")
    factories.make_role(pair.programme, pair.confidant, "sponsor")
    factories.make_role(pair.programme, pair.stranger, "confidant")
    assert not Confidence.objects.visible_to(pair.confidant).exists()
    forget_talks(now=NOW)
    assert not Word.objects.exists()


def test_who_has_left_the_house_is_no_confidant_to_choose(pair: Pair) -> None:
    assert list(confidants_for(pair.tandem)) == [pair.confidant]
    type(pair.confidant).objects.filter(pk=pair.confidant.pk).update(is_active=False)
    assert list(confidants_for(pair.tandem)) == []


@pytest.mark.parametrize(("days", "kept"), [(92, True), (93, False)])
def test_a_silent_talk_is_forgotten(pair: Pair, days: int, kept: bool) -> None:
    word(pair)
    for _ in range(2):
        forget_talks(now=NOW + dt.timedelta(days=days))
    assert Confidence.objects.exists() is kept


def test_either_side_deletes_the_whole_talk_and_nobody_else(pair: Pair) -> None:
    for who in ("mentor", "confidant"):
        talk = word(pair).confidence
        with pytest.raises(PermissionError):
            forget_talk(talk=talk, person=pair.office)
        forget_talk(talk=talk, person=getattr(pair, who))
        assert not Word.objects.exists()


def test_everything_goes_with_the_texts_of_the_tandem(pair: Pair) -> None:
    for write in WRITING.values():
        write(pair)
    word(pair)
    gone = forget_texts([pair.tandem.pk])
    assert {name: gone[name] for name in gone if name.startswith("notebook.")} == {
        "notebook.Keywords": 1,
        "notebook.PrivateNote": 1,
        "notebook.Message": 1,
    }
    assert Word.objects.exists(), "what was said to the confidant has a time of its own"
