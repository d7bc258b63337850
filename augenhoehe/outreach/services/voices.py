import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from augenhoehe.audit.services import record
from augenhoehe.common.models import StaleError
from augenhoehe.outreach.enums import TRANSITIONS, PublicState, VoiceNaming
from augenhoehe.outreach.errors import ConsentError, TransitionError
from augenhoehe.outreach.models import Voice
from augenhoehe.people.models import Person
from augenhoehe.people.selectors import department_of
from augenhoehe.programmes.models import Programme

from .consent import ask_author, reworded_state

_TEXTS = ("text_de", "text_en")


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

    Another wording of what a participant handed in needs their yes: it is off the page, and they are asked, unless they
    have taken it back. Side effects: a log entry; a mail to a participant who is asked.
    """
    if voice.handed_in_by_id is not None:
        return _word_anew(voice, version, changes, actor)
    if voice.state == PublicState.PUBLISHED and not changes.get("consent_on", voice.consent_on):
        raise ConsentError
    voice.save_version(version, **changes)
    record(actor=actor, action="outreach.voice_changed", on=voice)
    return voice


def _word_anew(voice: Voice, version: int, changes: dict[str, Any], actor: Person) -> Voice:
    texts = {name: text for name, text in changes.items() if name in _TEXTS and getattr(voice, name) != text}
    if not texts:
        return voice
    voice.save_version(version, **texts, consent_on=None, state=reworded_state(voice.state))
    record(actor=actor, action="outreach.voice_changed", on=voice)
    if voice.state == PublicState.SUBMITTED:
        ask_author(piece=voice, now=timezone.now())
    return voice


@transaction.atomic
def hand_in_voice(
    *, programme: Programme, person: Person, side: str, texts: dict[str, str], naming: str, draft_key: UUID,
    today: dt.date,
) -> Voice:  # fmt: skip
    """What a participant says, named as they want it; handing it in is the consent to exactly these words.

    The same draft twice is one. Side effect: a log entry.
    """
    names = {VoiceNaming.NAME: person.get_full_name(), VoiceNaming.ROLE: department_of(person)}
    voice, created = Voice.objects.get_or_create(
        programme=programme,
        draft_key=draft_key,
        defaults={
            **texts,
            "side": side,
            "naming": naming,
            "name": names.get(VoiceNaming(naming), ""),
            "handed_in_by": person,
            "consent_on": today,
            "state": PublicState.SUBMITTED,
        },
    )
    if voice.handed_in_by_id != person.pk:
        raise StaleError
    if created:
        record(actor=person, action="outreach.voice_handed_in", on=voice)
    return voice


@transaction.atomic
def set_voice_state(*, voice: Voice, to: str, actor: Person, today: dt.date) -> Voice:
    """Show a voice, or take it off the page at once.

    A consent that the office has noted is then forgotten and has to be asked for anew; one that a participant gave to
    these words is theirs to take back.

    Raises TransitionError, and ConsentError without a consent of today or before. Side effect: a log entry.
    """
    locked = Voice.objects.select_for_update().get(pk=voice.pk)
    if to not in TRANSITIONS[locked.state]:
        raise TransitionError
    if to == PublicState.PUBLISHED and not locked.is_cleared(today):
        raise ConsentError
    before = locked.state
    keeps = to == PublicState.PUBLISHED or locked.handed_in_by_id is not None
    consent = locked.consent_on if keeps else None
    locked.save_version(locked.version, state=to, consent_on=consent)
    record(actor=actor, action="outreach.voice_state", on=locked, before=before, state=to)
    return locked


@transaction.atomic
def delete_voice(*, voice: Voice, actor: Person) -> None:
    """Forget a voice, shown or not. Side effect: a log entry."""
    record(actor=actor, action="outreach.voice_deleted", on=voice)
    voice.delete()
