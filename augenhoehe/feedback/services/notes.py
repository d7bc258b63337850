"""What the office writes down of a talk, who else may read it, and when it goes."""

import datetime as dt
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.common.dates import months_later
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort, Lesson, Programme
from augenhoehe.programmes.services import write_lesson

from .. import placeholders as kinds
from ..enums import TalkState
from ..errors import TalkError
from ..models import Talk, Theme
from ..selectors.notes import Noted
from . import mails

KEPT_MONTHS: Final = 12


@transaction.atomic
def write_notes(
    *, talk: Talk, version: int, notes: Sequence[Noted], themes: Sequence[str], held_on: dt.date, actor: Person
) -> None:
    """Write down what was said, or correct it; with it the talk was held. Raises StaleError, TalkError.

    Side effects: themes that are new; a log entry that quotes nothing.
    """
    if Talk.objects.select_for_update().get(pk=talk.pk).state == TalkState.CANCELLED:
        raise TalkError
    talk.save_version(version, state=TalkState.HELD, held_on=held_on, notes=[one.row() for one in notes])
    talk.themes.set(_themes(talk.cohort.programme, themes))
    record(actor=actor, action="feedback.notes_written", on=talk)


def _themes(programme: Programme, names: Sequence[str]) -> list[Theme]:
    known = {theme.name.lower(): theme for theme in programme.talk_themes.all()}
    found = {}
    for name in names:
        key = name.lower()
        known.setdefault(key, Theme(programme=programme, name=name))
        found[key] = known[key]
    for theme in found.values():
        if theme.pk is None:
            theme.save()
    return list(found.values())


@transaction.atomic
def ask_for_notes(*, talk: Talk, now: dt.datetime) -> None:
    """The mentor would like to read what was written down. Twice is once. Raises TalkError before it was held.

    Side effect: a log entry.
    """
    if talk.state != TalkState.HELD:
        raise TalkError
    if Talk.objects.filter(pk=talk.pk, requested_at=None).update(requested_at=now):
        record(actor=talk.mentor.person, action="feedback.notes_asked_for", on=talk)


@transaction.atomic
def hand_out(*, talk: Talk, actor: Person, now: dt.datetime) -> None:
    """Let the mentor read the notes of their talk. Twice is once. Raises TalkError before it was held.

    Side effects: a mail to the mentor, a log entry.
    """
    if talk.state != TalkState.HELD:
        raise TalkError
    if Talk.objects.filter(pk=talk.pk, handed_out_at=None).update(handed_out_at=now):
        record(actor=actor, action="feedback.notes_handed_out", on=talk)
        mails.send(talk, kinds.READABLE, now)


@transaction.atomic
def teach(*, cohort: Cohort, theme: Theme | None, text: str, decision: str, draft_key: UUID, actor: Person) -> Lesson:
    """Make a lesson for the next cohort of a talk or a theme. Its origin names a theme, never a person."""
    origin = f"feedback:{theme.name}" if theme else "feedback:"
    return write_lesson(cohort=cohort, text=text, decision=decision, actor=actor, draft_key=draft_key, origin=origin)


@transaction.atomic
def forget_talks(*, today: dt.date) -> int:
    """Delete the talks of cohorts that ended twelve months ago. Returns how many. Side effect: a log entry."""
    ended = [
        pk for pk, ends_on in Cohort.objects.filter(talks__isnull=False).distinct().values_list("pk", "ends_on")
        if months_later(ends_on, KEPT_MONTHS) < today
    ]  # fmt: skip
    number = Talk.objects.filter(cohort__in=ended).count()
    if number:
        Talk.objects.filter(cohort__in=ended).delete()
        record(actor=None, action="feedback.talks_forgotten", count=number)
    return number
