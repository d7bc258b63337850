"""Canaries in what only the two, only its author, or only the confidant may read."""

import uuid
from typing import TYPE_CHECKING

from augenhoehe.notebook.services.confidences import answer_in_confidence, turn_to_confidant
from augenhoehe.notebook.services.keywords import save_keywords
from augenhoehe.notebook.services.messages import write_message
from augenhoehe.notebook.services.private import write_note
from tests.factories import NOW

if TYPE_CHECKING:
    from .stage import Stage

BOTH = ("mentor", ("mentee",))


def write_in_confidence(stage: "Stage") -> None:
    """The mentor of the tandem with a date writes everything there is; the partner and the confidant answer."""
    cast, tandem = stage.cast, stage.tandems[0]
    stage.meeting.tandem = tandem
    words = {name: stage.plant("notebook.Keywords.sealed", *BOTH) for name in ("keywords", "next_step")}
    save_keywords(meeting=stage.meeting, author=cast.mentor, version=0, now=NOW, **words)
    note = write_note(
        tandem=tandem,
        author=cast.mentor,
        text=stage.plant("notebook.PrivateNote.sealed", "mentor", ("mentee",)),
        draft_key=uuid.uuid4(),
        meeting=stage.meeting,
    )
    stage.notes = [note.pk]
    for author in (cast.mentor, cast.mentee):
        text = stage.plant("notebook.Message.sealed", *BOTH)
        write_message(tandem=tandem, author=author, text=text, draft_key=uuid.uuid4(), now=NOW)
    word = turn_to_confidant(
        programme=cast.programme,
        person=cast.mentor,
        confidant=cast.confidant,
        text=stage.plant("notebook.Word.sealed", *BOTH),
        draft_key=uuid.uuid4(),
        now=NOW,
    )
    answer_in_confidence(
        talk=word.confidence,
        confidant=cast.confidant,
        text=stage.plant("notebook.Word.sealed", *BOTH),
        draft_key=uuid.uuid4(),
        now=NOW,
    )
