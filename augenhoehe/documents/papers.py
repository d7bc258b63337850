"""The documents that come with the product. Their texts stand in templates/documents/texts/."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.programmes.parts import Part

from .enums import BackingKind, Readers
from .kinds import DocumentKind, register

_PARTNERS = _("both partners")
_SPONSOR = _("the sponsor")

MANDATE = register(DocumentKind("mandate", _("Mandate"), _("the organisation’s management")))
SPONSOR_MESSAGE = register(DocumentKind("sponsor-message", _("Sponsor’s message"), _("all staff")))
CIRCULAR = register(DocumentKind("circular", _("Circular to the departments"), _("heads of units")))
SUPERVISOR_FAQ = register(
    DocumentKind("supervisor-faq", _("Questions and answers for executives"), _("superiors of participants"))
)
OBJECTIONS = register(
    DocumentKind("objections", _("Objections and answers"), _("whoever presents the programme in a unit"))
)
TANDEM_RULES = register(DocumentKind("tandem-rules", _("Rules for tandems"), _PARTNERS, Readers.PARTICIPANTS))
FIRST_TALK = register(DocumentKind("first-talk", _("Guide for the first talk"), _PARTNERS, Readers.PARTICIPANTS))
OPENING_WORDS = register(DocumentKind("opening-words", _("Words for the opening"), _SPONSOR, part=Part.BACKING))
MIDTERM_VISIT = register(
    DocumentKind("midterm-visit", _("Plan for the visit at mid-term"), _SPONSOR, part=Part.BACKING)
)
CLOSING_WORDS = register(DocumentKind("closing-words", _("Words for the closing event"), _SPONSOR, part=Part.BACKING))

PREPARED = {
    BackingKind.CIRCULAR: CIRCULAR,
    BackingKind.CALL: SPONSOR_MESSAGE,
    BackingKind.OPENING: OPENING_WORDS,
    BackingKind.MIDTERM: MIDTERM_VISIT,
    BackingKind.CLOSING: CLOSING_WORDS,
}
"""The text that is prepared for each act from the top."""
