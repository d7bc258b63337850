from typing import Any

from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.registry import TextKind, register

from .enums import DeclineText

_PLACEHOLDERS = {
    "name": _("the person's name"),
    "programme": _("the programme"),
    "cohort": _("the cohort"),
    "role": _("mentor or mentee"),
    "link": _("the person's application"),
}
_SAMPLE = {
    "name": "Kim Muster",
    "programme": "Reverse Mentoring",
    "cohort": "2027",
    "role": "Mentor",
    "link": "https://example.org/applications/1/",
}


def _kind(name: str, title: Any, audience: Any, message: Any = "") -> TextKind:
    """A mail about one application; with `message`, the office adds a text of its own."""
    placeholders: dict[str, Any] = dict(_PLACEHOLDERS)
    if message:
        placeholders["message"] = _("what the office wrote")
    return register(
        TextKind(
            key=f"applications.{name}",
            title=title,
            audience=audience,
            placeholders=placeholders,
            sample={**_SAMPLE, "message": message} if message else _SAMPLE,
        )
    )


_APPLICANTS = _("people who applied")
_OFFERS = _("The academy’s course “Reading figures” begins in May.")

RECEIVED = _kind("received", _("Application received"), _APPLICANTS)
ADMITTED = _kind("admitted", _("Admitted"), _APPLICANTS, _("We look forward to you."))
RESERVE = _kind("reserve", _("On the reserve list"), _APPLICANTS, _("Please keep the afternoons free."))
WITHDRAWN = _kind("withdrawn", _("Application withdrawn"), _APPLICANTS)
RETURNED = _kind(
    "returned", _("Please complete your application"), _APPLICANTS, _("Please add two or three weekly times.")
)
INVITED = _kind("invited", _("Invitation to apply late"), _("people whom the office lets in after the call"))
NEED_ASKED = _kind("need_asked", _("Please fill in the need check"), _("mentees without a need check"))
DECLINED = {
    DeclineText.PLACES: _kind("declined_places", _("Not admitted: too few places"), _APPLICANTS, _OFFERS),
    DeclineText.TOPICS: _kind("declined_topics", _("Not admitted: no counterpart"), _APPLICANTS, _OFFERS),
    DeclineText.COURSE: _kind("declined_course", _("Advice: a course meets the need"), _APPLICANTS, _OFFERS),
    DeclineText.CONSULTATION: _kind(
        "declined_consultation", _("Advice: a consultation meets the need"), _APPLICANTS, _OFFERS
    ),
    DeclineText.LATER: _kind("declined_later", _("Advice: a later cohort"), _APPLICANTS, _OFFERS),
}
