"""The guides of the later meetings; the one of the first talk comes with the documents' own room.

A guide holds the steps of a talk and a preparation card for either side: the section below the heading `{mentor_card}`
or `{mentee_card}`. The order here is the order of the months; `selectors.guides` says which meeting has which.
"""

from django.utils.translation import gettext_lazy as _

from augenhoehe.documents.enums import Readers
from augenhoehe.documents.kinds import DocumentKind, register

_BOTH = _("both partners")


def _guide(name: str, title: object) -> DocumentKind:
    return register(DocumentKind(f"guide-{name}", title, _BOTH, Readers.PARTICIPANTS))


GETTING_DOWN = _guide("getting-down", _("Guide: getting down to work"))
LOOKING_BACK = _guide("looking-back", _("Guide: stepping back half-way"))
MENTORS_GOAL = _guide("mentors-goal", _("Guide: the mentor’s own goal"))
FUTURE = _guide("future", _("Guide: questions about the future"))
FURTHER = _guide("further", _("Guide: any further meeting"))
CLOSING = _guide("closing", _("Guide: the last meeting"))
