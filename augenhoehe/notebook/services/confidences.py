"""Turning to the confidant, and being answered. Neither is in the log: that somebody asked is theirs alone, too."""

import datetime as dt
import uuid

from django.db import transaction

from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person
from augenhoehe.programmes.enums import RoleKind
from augenhoehe.programmes.models import Programme

from ..confidential import texts_of, write_into
from ..errors import NoConfidantError
from ..models import Confidence, Word
from .mails import tell_of_a_message


@transaction.atomic
def turn_to_confidant(
    *, programme: Programme, person: Person, confidant: Person, text: str, draft_key: uuid.UUID, now: dt.datetime
) -> Word:
    """Write a word to a confidant of the programme. The same draft twice is one, with another text a StaleError.

    Side effect: a mail to the confidant that says that there is a message. Raises NoConfidantError.
    """
    if person == confidant or not _is_confidant(confidant, programme):
        raise NoConfidantError
    talk, _new = Confidence.objects.get_or_create(
        programme=programme, person=person, confidant=confidant, defaults={"last_word_at": now}
    )
    return _say(talk, person, confidant, text, draft_key, now)


@transaction.atomic
def answer_in_confidence(
    *, talk: Confidence, confidant: Person, text: str, draft_key: uuid.UUID, now: dt.datetime
) -> Word:
    """Answer as the confidant. Side effect and errors as in `turn_to_confidant`."""
    if talk.confidant_id != confidant.pk or not _is_confidant(confidant, talk.programme):
        raise NoConfidantError
    return _say(talk, confidant, talk.person, text, draft_key, now)


@transaction.atomic
def forget_talk(*, talk: Confidence, person: Person) -> None:
    """Delete the whole talk, on either side's wish. Raises PermissionError for everybody else."""
    if person.pk not in (talk.person_id, talk.confidant_id):
        raise PermissionError
    talk.delete()


def _is_confidant(person: Person, programme: Programme) -> bool:
    return programme.roles.filter(person=person, kind=RoleKind.CONFIDANT).exists()


def _say(talk: Confidence, author: Person, reader: Person, text: str, draft_key: uuid.UUID, now: dt.datetime) -> Word:
    known = talk.words.filter(draft_key=draft_key).first()
    if known is not None:
        if texts_of(known, reader=author) != {"text": text}:
            raise StaleError
        return known
    word = Word(confidence=talk, by_confidant=author.pk == talk.confidant_id, draft_key=draft_key)
    write_into(word, author=author, text=text)
    word.save(force_insert=True)
    Confidence.objects.filter(pk=talk.pk).update(last_word_at=now, updated_at=now)
    thread = f"talk:{talk.pk}:{word.by_confidant:d}"
    tell_of_a_message(to=reader, programme=talk.programme, thread=thread, message=word.pk, now=now)
    return word
