"""One of each sealed text, written by those who may."""

import uuid
from typing import Any

from augenhoehe.notebook.models import Keywords, Message, PrivateNote, Word
from augenhoehe.notebook.services.confidences import turn_to_confidant
from augenhoehe.notebook.services.keywords import save_keywords
from augenhoehe.notebook.services.messages import write_message
from augenhoehe.notebook.services.private import write_note
from tests.factories import NOW

from .conftest import Pair

SECRET = "zaunkoenig47"


def keywords(pair: Pair, **changes: Any) -> Keywords:
    values = {
        "meeting": pair.meeting, "author": pair.mentor, "version": 0, "keywords": SECRET, "next_step": "", "now": NOW,
        **changes,
    }  # fmt: skip
    return save_keywords(**values)


def note(pair: Pair, **changes: Any) -> PrivateNote:
    values = {
        "tandem": pair.tandem, "author": pair.mentor, "text": SECRET, "draft_key": uuid.uuid4(), **changes,
    }  # fmt: skip
    return write_note(**values)


def message(pair: Pair, **changes: Any) -> Message:
    values = {
        "tandem": pair.tandem, "author": pair.mentor, "text": SECRET, "draft_key": uuid.uuid4(), "now": NOW, **changes,
    }  # fmt: skip
    return write_message(**values)


def word(pair: Pair, **changes: Any) -> Word:
    values = {
        "programme": pair.programme, "person": pair.mentor, "confidant": pair.confidant, "text": SECRET,
        "draft_key": uuid.uuid4(), "now": NOW, **changes,
    }  # fmt: skip
    return turn_to_confidant(**values)


WRITERS = {"keywords": keywords, "note": note, "message": message, "word": word}
READERS = {
    "keywords": {"mentor", "mentee"},
    "note": {"mentor"},
    "message": {"mentor", "mentee"},
    "word": {"mentor", "confidant"},
}
