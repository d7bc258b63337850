"""What the two write opens to nobody by a mailbox alone: not in a mail, not by its links, not after a code."""

from augenhoehe.calendars.models import Mailbox

from . import scan
from .matrix import MAY_SEE
from .stage import Stage
from .walker import walk

WRITTEN = ("agreements.", "notebook.", "undertakings.")
ROOMS = ("agreements", "notebook", "undertakings", "tandems", "care", "portal", "calendars")


def seen(stage: Stage, *roles: str) -> set[str]:
    """Fields of those rooms that these roles find on any page, in a session that came by a code."""
    sightings = scan.in_pages(stage, walk(stage, roles=roles, methods=("GET", "POST"), rooms=ROOMS))
    return {one.key for one in sightings if one.key.startswith(WRITTEN) and not one.key.endswith(":published")}


def test_whoever_shares_a_mailbox_finds_none_of_it_after_a_code(stage: Stage) -> None:
    """Otherwise they do find it: `test_canaries.py` sees both read whatever the matrix says."""
    for role in ("partner", "confidant"):
        assert {field for field, readers in MAY_SEE.items() if role in readers and field.startswith(WRITTEN)}
    for person in (stage.cast.mentee, stage.cast.confidant):
        Mailbox.objects.create(person=person, shared=True)
    assert seen(stage, "mentee", "confidant") == set()


def test_neither_a_mail_nor_its_links_hold_a_word_of_it(stage: Stage) -> None:
    """The links are opened, as nobody in particular, on the walk of `test_canaries.py`."""
    assert {one.key for one in scan.in_mails(stage) if one.key.startswith(WRITTEN)} == set()
    assert [field for field, readers in MAY_SEE.items() if "anonymous" in readers] == []
