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


_FORM = ("applying", _("the person's application, without signing in"))
_NEED = ("need-checks", _("the person’s need check, without signing in"))


def _kind(name: str, title: Any, audience: Any, message: Any = "", *, link: tuple[str, Any] | None = None) -> TextKind:
    """A mail about one application.

    With `message`, the office adds a text of its own. `link`: where a link leads that does something by itself, and
    what it is; such a mail is sent, but not shown to the office.
    """
    placeholders: dict[str, Any] = dict(_PLACEHOLDERS)
    sample = dict(_SAMPLE)
    if message:
        placeholders["message"], sample["message"] = _("what the office wrote"), message
    if link:
        placeholders["link"], sample["link"] = link[1], f"https://mentoring.example/{link[0]}/…/"
    return register(
        TextKind(
            key=f"applications.{name}",
            title=title,
            audience=audience,
            placeholders=placeholders,
            sample=sample,
            secret=link is not None,
        )
    )


_APPLICANTS = _("people who applied")
_OFFERS = _("The academy’s course “Reading figures” begins in May.")

RECEIVED = _kind("received", _("Application received"), _APPLICANTS)
ADMITTED = _kind("admitted", _("Admitted"), _APPLICANTS, _("We look forward to you."))
RESERVE = _kind("reserve", _("On the reserve list"), _APPLICANTS, _("Please keep the afternoons free."))
WITHDRAWN = _kind("withdrawn", _("Application withdrawn"), _APPLICANTS)
RETURNED = _kind(
    "returned",
    _("Please complete your application"),
    _APPLICANTS,
    _("Please add two or three weekly times."),
    link=_FORM,
)
INVITED = _kind(
    "invited", _("Invitation to apply late"), _("people whom the office lets in after the call"), link=_FORM
)
NEED_ASKED = _kind("need_asked", _("Please fill in the need check"), _("mentees without a need check"), link=_NEED)
DECLINED = {
    DeclineText.PLACES: _kind("declined_places", _("Not admitted: too few places"), _APPLICANTS, _OFFERS),
    DeclineText.TOPICS: _kind("declined_topics", _("Not admitted: no counterpart"), _APPLICANTS, _OFFERS),
    DeclineText.COURSE: _kind("declined_course", _("Advice: a course meets the need"), _APPLICANTS, _OFFERS),
    DeclineText.CONSULTATION: _kind(
        "declined_consultation", _("Advice: a consultation meets the need"), _APPLICANTS, _OFFERS
    ),
    DeclineText.LATER: _kind("declined_later", _("Advice: a later cohort"), _APPLICANTS, _OFFERS),
}


_ASKED = {
    "name": _("the supervisor’s name; empty where it is not known"),
    "person": _("who wants to take part"),
    "programme": _("the programme"),
    "cohort": _("the cohort"),
    "role": _("mentor or mentee"),
    "hours": _("hours of working time in all"),
    "until": _("until when we ask for an answer"),
    "contact": _("mail address of the programme office"),
}
_ASKED_SAMPLE = {
    "name": "Alex Beispiel",
    "person": "Kim Muster",
    "programme": "Reverse Mentoring",
    "cohort": "2027",
    "role": "Mentor",
    "hours": "24",
    "until": "14.12.2026",
    "contact": "mentoring@stadt.example",
}
_SUPERVISORS = _("supervisors of those who applied")
_LINK = {"link": _("the page on which the supervisor decides")}
_LINK_SAMPLE = {"link": "https://mentoring.example/working-time/…/"}
_WORDS = {"question": _("what the supervisor wants to know")}
_WORDS_SAMPLE = {"question": "…"}
_QUESTION_SAMPLE = _WORDS_SAMPLE | {"link": "https://mentoring.example/questions/…/"}


def _to_supervisor(name: str, title: Any, extra: dict[str, Any], sample: dict[str, str], *, secret: bool) -> TextKind:
    return register(
        TextKind(
            key=f"applications.{name}", title=title, audience=_SUPERVISORS, placeholders=_ASKED | extra,
            sample=_ASKED_SAMPLE | sample, secret=secret,
        )
    )  # fmt: skip


def _about_approval(
    name: str, title: Any, extra: dict[str, Any], sample: dict[str, str], *, secret: bool = False
) -> TextKind:
    return register(
        TextKind(
            key=f"applications.{name}", title=title, audience=_APPLICANTS, placeholders=_PLACEHOLDERS | extra,
            sample=_SAMPLE | sample, secret=secret,
        )
    )  # fmt: skip


def _to_office(name: str, title: Any, extra: dict[str, Any], sample: dict[str, str]) -> TextKind:
    shared = {name: _PLACEHOLDERS[name] for name in ("name", "programme", "cohort")}
    example = {name: _SAMPLE[name] for name in ("name", "programme", "cohort")}
    return register(
        TextKind(
            key=f"applications.{name}", title=title, audience=_("the programme office"),
            placeholders=shared | extra | {"link": _("the page where it is done")},
            sample=example | sample | {"link": "https://mentoring.example/office/"},
        )
    )  # fmt: skip


# Mails with a link that decides something are sent, but not shown to the office.
APPROVAL_ASKED = _to_supervisor(
    "approval_asked", _("Is it working time? To the supervisor"), _LINK, _LINK_SAMPLE, secret=True
)
APPROVAL_LONGER = _to_supervisor(
    "approval_longer",
    _("Is an extension working time, too? To the supervisor"),
    _LINK | {"day": _("last day of the extension")},
    _LINK_SAMPLE | {"day": "30.9.2027"},
    secret=True,
)
APPROVAL_REMINDER = _to_supervisor(
    "approval_reminder", _("Reminder to the supervisor"), _LINK, _LINK_SAMPLE, secret=True
)
APPROVAL_ANSWERED = _to_supervisor(
    "approval_answered",
    _("Answer to the supervisor’s question"),
    _LINK | _WORDS | {"answer": _("what was answered")},
    _LINK_SAMPLE | _WORDS_SAMPLE | {"answer": "…"},
    secret=True,
)
APPROVAL_SETTLED = _to_supervisor("approval_settled", _("The supervisor is no longer asked"), {}, {}, secret=False)
APPROVAL_AGREED = _about_approval(
    "approval_agreed", _("The supervisor has agreed"), {"hours": _ASKED["hours"]}, {"hours": "24"}
)
APPROVAL_POSTPONED = _about_approval(
    "approval_postponed",
    _("The supervisor asks for a later date"),
    {"until": _("from when it is possible"), "reason": _("the operational reason")},
    {"until": "01.03.2027", "reason": "…"},
)
APPROVAL_WITHOUT = _about_approval("approval_without", _("It goes on without the supervisor’s word"), {}, {})
APPROVAL_QUESTION = _about_approval(
    "approval_question", _("Your supervisor asks back"), _WORDS, _QUESTION_SAMPLE, secret=True
)
APPROVAL_QUESTION_OFFICE = _to_office(
    "approval_question_office",
    _("A supervisor asks back"),
    _WORDS | {"person": _ASKED["person"]},
    _WORDS_SAMPLE | {"person": "Kim Muster"},
)
APPROVAL_QUESTION_OPEN = _about_approval(
    "approval_question_open", _("Your supervisor still waits for an answer"), _WORDS, _QUESTION_SAMPLE, secret=True
)
APPROVAL_QUESTION_LEFT = _to_office(
    "approval_question_left",
    _("A supervisor’s question that nobody has answered"),
    _WORDS | {"person": _ASKED["person"]},
    _WORDS_SAMPLE | {"person": "Kim Muster"},
)
APPROVAL_SILENT = _to_office(
    "approval_silent",
    _("Supervisors who have not answered"),
    {"people": _("for whom no answer came")},
    {"people": "- Kim Muster"},
)
