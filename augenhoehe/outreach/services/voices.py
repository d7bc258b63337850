import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.outreach.enums import TRANSITIONS, PublicState
from augenhoehe.outreach.models import Voice
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Programme

from .articles import ConsentError, TransitionError


@transaction.atomic
def note_voice(*, programme: Programme, values: dict[str, Any], actor: Person, draft_key: UUID) -> Voice:
    """Keep what somebody said, as a draft. The same draft twice is one. Side effect: a log entry."""
    voice, created = Voice.objects.get_or_create(programme=programme, draft_key=draft_key, defaults=values)
    if created:
        record(actor=actor, action="outreach.voice_noted", on=voice)
    return voice


@transaction.atomic
def change_voice(*, voice: Voice, version: int, changes: dict[str, Any], actor: Person) -> Voice:
    """Correct a voice. Raises StaleError, and ConsentError where a shown one would lose its consent.

    Side effect: a log entry.
    """
    if voice.state == PublicState.PUBLISHED and not changes.get("consent_on", voice.consent_on):
        raise ConsentError
    voice.save_version(version, **changes)
    record(actor=actor, action="outreach.voice_changed", on=voice)
    return voice


@transaction.atomic
def set_voice_state(*, voice: Voice, to: str, actor: Person, today: dt.date) -> Voice:
    """Show a voice, or take it off the page at once; then its consent is forgotten and has to be asked for anew.

    Raises TransitionError, and ConsentError without a consent of today or before. Side effect: a log entry.
    """
    locked = Voice.objects.select_for_update().get(pk=voice.pk)
    if to not in TRANSITIONS[locked.state]:
        raise TransitionError
    if to == PublicState.PUBLISHED and not locked.is_cleared(today):
        raise ConsentError
    before = locked.state
    consent = locked.consent_on if to == PublicState.PUBLISHED else None
    locked.save_version(locked.version, state=to, consent_on=consent)
    record(actor=actor, action="outreach.voice_state", on=locked, before=before, state=to)
    return locked


@transaction.atomic
def delete_voice(*, voice: Voice, actor: Person) -> None:
    """Forget a voice, shown or not. Side effect: a log entry."""
    record(actor=actor, action="outreach.voice_deleted", on=voice)
    voice.delete()
