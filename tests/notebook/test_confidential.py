"""Who may open what; and that a row in another place, or a backup without the key, opens for nobody."""

import io
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from augenhoehe.audit.models import Entry
from augenhoehe.common.resealing import count_lost, reseal_everything, tables
from augenhoehe.messaging.models import Mail
from augenhoehe.notebook.confidential import SealError, texts_of, write_into
from augenhoehe.notebook.models import Message, Sealed, Word
from tests import factories

from .conftest import Pair
from .writing import READERS, SECRET, WRITERS, keywords, message, note, word

PEOPLE = ("mentor", "mentee", "office", "confidant", "stranger")
KINDS = sorted(WRITERS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("who", PEOPLE)
def test_only_those_it_is_for_open_it(pair: Pair, kind: str, who: str) -> None:
    row, person = WRITERS[kind](pair), getattr(pair, who)
    if who in READERS[kind]:
        assert SECRET in texts_of(row, reader=person).values()
        return
    with pytest.raises(PermissionError):
        texts_of(row, reader=person)
    with pytest.raises(PermissionError):
        write_into(row, author=person, text="planted")


def test_the_partner_of_another_tandem_opens_nothing(pair: Pair) -> None:
    other = factories.make_tandem(pair.tandem.cohort, state="confirmed")
    for row in (keywords(pair), message(pair)):
        with pytest.raises(PermissionError):
            texts_of(row, reader=other.mentor.person)


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_with_anothers_seal_does_not_open(pair: Pair, kind: str) -> None:
    """Whoever may write into the database cannot move a text to where they may read it."""
    mine = WRITERS[kind](pair)
    theirs: Sealed = message(pair, author=pair.mentee) if kind == "message" else message(pair)
    theirs.sealed = mine.sealed
    with pytest.raises(SealError):
        texts_of(theirs, reader=pair.mentor)


def test_two_of_ones_own_do_not_change_places(pair: Pair) -> None:
    one, other = note(pair), note(pair, text="something else")
    one.sealed = other.sealed
    with pytest.raises(SealError):
        texts_of(one, reader=pair.mentor)


def test_a_note_given_to_another_author_does_not_open(pair: Pair) -> None:
    row = note(pair)
    row.author = pair.stranger
    with pytest.raises(SealError):
        texts_of(row, reader=pair.stranger)


def test_a_word_given_to_another_talk_does_not_open(pair: Pair) -> None:
    row, other = word(pair), word(pair, person=pair.mentee)
    row.confidence = other.confidence
    with pytest.raises(SealError):
        texts_of(row, reader=pair.mentee)


def everything_in_the_database() -> bytes:
    """Every value of every table, as a backup would hold it, blobs as they are."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                found += [bytes(one) if isinstance(one, bytes | memoryview) else str(one).encode() for one in row]
    return b"\n".join(found)


def test_a_backup_without_the_key_is_useless(pair: Pair, settings: Any) -> None:
    rows = [write(pair) for write in WRITERS.values()]
    backup, dump = everything_in_the_database(), io.StringIO()
    call_command("dumpdata", stdout=dump)
    assert pair.mentor.email.encode() in backup, "the copy holds something"
    for text in (backup, dump.getvalue().encode()):
        assert SECRET.encode() not in text
        assert all(
            key.encode() not in text.lower() and bytes.fromhex(key) not in text for key in settings.NOTEBOOK_KEYS
        )
    settings.NOTEBOOK_KEYS = ["cd" * 32]
    for row in rows:
        row.refresh_from_db()
        with pytest.raises(SealError):
            texts_of(row, reader=pair.mentor)


def test_the_check_of_the_backup_notices_what_is_not_sealed(pair: Pair) -> None:
    pair.meeting.place = SECRET
    pair.meeting.save()
    assert SECRET.encode() in everything_in_the_database()


def test_writing_leaves_nothing_in_the_log(pair: Pair) -> None:
    for write in WRITERS.values():
        write(pair)
    assert list(Entry.objects.filter(action__startswith="notebook.")) == []


def test_mails_tell_neither_what_nor_from_whom(pair: Pair) -> None:
    for write in WRITERS.values():
        write(pair)
    mails = list(Mail.objects.all())
    assert {mail.person_id for mail in mails} == {pair.mentee.pk, pair.confidant.pk}
    for mail in mails:
        text = f"{mail.subject}\n{mail.text}\n{mail.html}"
        assert mail.programme_id is None, "in no list of the office"
        assert not any(name in text for name in (SECRET, pair.mentor.last_name, "confidant"))
    assert len({(mail.key, mail.subject) for mail in mails}) == 1, "one to the confidant looks like any other"


def test_a_new_key_takes_over_and_the_earlier_one_may_go(pair: Pair, settings: Any) -> None:
    rows = [write(pair) for write in WRITERS.values()]
    settings.NOTEBOOK_KEYS = ["cd" * 32, *settings.NOTEBOOK_KEYS]
    late = message(pair, text="late")
    said = io.StringIO()
    call_command("reseal", stdout=said)
    assert said.getvalue().strip() == "4 texts were sealed anew; an earlier key still holds 0."
    assert reseal_everything() == (0, 0)
    settings.NOTEBOOK_KEYS = ["cd" * 32]
    for row in (*rows, late):
        row.refresh_from_db()
        assert {SECRET, "late"} & set(texts_of(row, reader=pair.mentor).values())


def test_what_no_key_opens_is_said_passed_over_and_given_up_on_request(pair: Pair, settings: Any) -> None:
    lost, known = word(pair), list(settings.NOTEBOOK_KEYS)
    settings.NOTEBOOK_KEYS = ["cd" * 32]
    kept = [write(pair, author=pair.mentee, text="here") for write in (note, message)]
    settings.NOTEBOOK_KEYS = ["ef" * 32, "cd" * 32]
    assert count_lost() == 1
    with pytest.raises(CommandError, match="1 texts open with none"):
        call_command("reseal", stdout=io.StringIO())
    for row in kept:
        row.refresh_from_db()
        assert texts_of(row, reader=pair.mentee) == {"text": "here"}
    settings.NOTEBOOK_KEYS = ["ef" * 32, *known]
    assert (count_lost(), texts_of(lost, reader=pair.mentor)) == (0, {"text": SECRET}), "the earlier key helps"
    settings.NOTEBOOK_KEYS = ["ef" * 32]
    call_command("reseal", give_up=True, stdout=io.StringIO())
    assert (count_lost(), Word.objects.count(), Message.objects.count()) == (0, 0, 1)


def test_every_table_with_a_seal_is_sealed_anew() -> None:
    assert set(tables()) == {
        model for model in apps.get_models() if any(field.name == "sealed" for field in model._meta.fields)
    }
