"""Mails of this room: about reports, to the interest list, to whoever asked something, to distribution lists."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.registry import TextKind, register

from .enums import WaveKind

REPORT_PUBLISHED = register(
    TextKind(
        key="outreach.report_published",
        title=_("Experience report published"),
        audience=_("participants who handed one in"),
        placeholders={
            "programme": _("the programme"),
            "title": _("the title of the report"),
            "link": _("the report’s page"),
        },
        sample={
            "programme": "Reverse Mentoring",
            "title": "What I learnt from asking",
            "link": "https://example.org/programmes/reverse-mentoring/news/1/",
        },
    )
)

COMMENT_CONFIRM = register(
    TextKind(
        key="outreach.comment_confirm",
        title=_("Comment without an account: please confirm"),
        audience=_("people who commented without an account"),
        placeholders={
            "programme": _("the programme"),
            "title": _("the title of the article"),
            "link": _("the page this mail leads to, for its reader alone"),
        },
        sample={
            "programme": "Reverse Mentoring",
            "title": "What I learnt from asking",
            "link": "https://mentoring.example/comments/…/",
        },
        secret=True,
    )
)

CONSENT_ASKED = register(
    TextKind(
        key="outreach.consent_asked",
        title=_("Another wording of your own words: do you agree?"),
        audience=_("participants whose quote or report the office has worded anew"),
        placeholders={
            "name": _("first name of the reader"),
            "programme": _("the programme"),
            "link": _("the page this mail leads to, for its reader alone"),
        },
        sample={
            "name": "Kim",
            "programme": "Reverse Mentoring",
            "link": "https://mentoring.example/consents/…/",
        },
        secret=True,
    )
)

_PROGRAMME = {"programme": _("the programme"), "contact": _("mail address of the programme office")}
_PROGRAMME_SAMPLE = {"programme": "Reverse Mentoring", "contact": "mentoring@stadt.example"}
_OWN_PAGE = {"link": _("the page this mail leads to, for its reader alone")}
_OWN_PAGE_SAMPLE = {"link": "https://mentoring.example/interest/…/"}
_CALL = {
    "programme": _("the programme"),
    "cohort": _("the cohort"),
    "opens": _("first day of the call"),
    "closes": _("last day of the call"),
}
_CALL_SAMPLE = {
    "programme": "Reverse Mentoring",
    "cohort": "2027",
    "opens": "11.01.2027",
    "closes": "05.02.2027",
}


def _kind(name: str, title: Any, audience: Any, own: Any, sample: Any, *, secret: bool = False) -> TextKind:
    return register(TextKind(f"outreach.{name}", title, audience, own, sample, secret=secret))


_INTERESTED = _("people on the interest list")
INTEREST_CONFIRM = _kind(
    "interest_confirm",
    _("Interest list: please confirm"),
    _INTERESTED,
    _PROGRAMME | _OWN_PAGE,
    _PROGRAMME_SAMPLE | _OWN_PAGE_SAMPLE,
    secret=True,
)
INTEREST_CALL = _kind(
    "interest_call",
    _("Interest list: the call is open"),
    _INTERESTED,
    _CALL | {"page": _("the programme’s page"), "link": _("the page to leave the list")},
    _CALL_SAMPLE | {"page": "https://mentoring.example/programmes/reverse-mentoring/"} | _OWN_PAGE_SAMPLE,
    secret=True,
)
INTEREST_RENEW = _kind(
    "interest_renew",
    _("Interest list: still interested?"),
    _INTERESTED,
    _PROGRAMME | _OWN_PAGE | {"until": _("the day on which the entry is deleted")},
    _PROGRAMME_SAMPLE | _OWN_PAGE_SAMPLE | {"until": "01.03.2027"},
    secret=True,
)
INTEREST_KINDS = (INTEREST_CONFIRM, INTEREST_CALL, INTEREST_RENEW)

_ASKED = _("people who asked the office something")
_OFFICE = _("people in the programme office")
_LINK = {"link": _("the question’s page")}
_LINK_SAMPLE = {"link": "https://mentoring.example/office/cohorts/1/questions/1/"}
QUESTION_RECEIVED = _kind("question_received", _("Your question has arrived"), _ASKED, _PROGRAMME, _PROGRAMME_SAMPLE)
QUESTION_ANSWERED = _kind(
    "question_answered",
    _("Answer to a question"),
    _ASKED,
    _PROGRAMME | {"question": _("the question, quoted"), "answer": _("the answer"), "page": _("the programme’s page")},
    _PROGRAMME_SAMPLE
    | {
        "question": "> Kann ich auch in Teilzeit mitmachen?",
        "answer": "Ja, gern. Die Termine legen Sie zu zweit fest.",
        "page": "https://mentoring.example/programmes/reverse-mentoring/",
    },
)
QUESTION_NEW = _kind(
    "question_new",
    _("A question has come in"),
    _OFFICE,
    {"name": _("first name of the reader"), "programme": _("the programme")} | _LINK,
    {"name": "Kim", "programme": "Reverse Mentoring"} | _LINK_SAMPLE,
)
QUESTION_WAITS = _kind(
    "question_waits",
    _("A question waits for its answer"),
    _OFFICE,
    {"name": _("first name of the reader"), "programme": _("the programme"), "since": _("the day it came in")} | _LINK,
    {"name": "Kim", "programme": "Reverse Mentoring", "since": "16.11.2026"} | _LINK_SAMPLE,
)

_LISTS = _("the units’ distribution lists")
_WAVE = _CALL | {
    "via": _("how the mail reaches its reader: through which list, or at their own address"),
    "unit": _("the unit"),
    "mentor_hours": _("hours of a mentor"),
    "mentee_hours": _("hours of a mentee"),
    "contact": _("mail address of the programme office"),
    "link": _("the programme’s page"),
    "leave": _("for a single reader: how to get no more of it; nothing where it goes to a list"),
}
_WAVE_SAMPLE = _CALL_SAMPLE | {
    "via": "über den Verteiler Sozialreferat",
    "unit": "Sozialreferat",
    "mentor_hours": "24",
    "mentee_hours": "16",
    "contact": "mentoring@stadt.example",
    "link": "https://mentoring.example/programmes/reverse-mentoring/",
    "leave": "",
}
WAVE_TEXTS = {
    WaveKind.SAVE_THE_DATE: _kind("call_save_the_date", _("Announcement: save the date"), _LISTS, _WAVE, _WAVE_SAMPLE),
    WaveKind.OPENING: _kind("call_opening", _("Announcement: the call is open"), _LISTS, _WAVE, _WAVE_SAMPLE),
    WaveKind.REMINDER: _kind("call_reminder", _("Announcement: reminder"), _LISTS, _WAVE, _WAVE_SAMPLE),
    WaveKind.LAST_DAYS: _kind("call_last_days", _("Announcement: the last days"), _LISTS, _WAVE, _WAVE_SAMPLE),
}
