"""What a mentee reads and confirms before the first talk. The texts stand in templates/documents/texts/."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from augenhoehe.documents.enums import Readers
from augenhoehe.documents.kinds import DocumentKind, register
from augenhoehe.programmes.parts import Part


def _paper(key: str, title: Any) -> DocumentKind:
    return register(DocumentKind(key, title, _("mentees"), Readers.PARTICIPANTS, Part.PREPARATION))


READING = _paper("preparation", _("Before the first talk: what mentees read"))
STATEMENTS = _paper("preparation-statements", _("Before the first talk: what mentees confirm"))
