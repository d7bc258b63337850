"""Mails of this room. The shipped wordings stand in templates/mail/tandems/."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.registry import TextKind, register
from augenhoehe.programmes.models import Cohort

from .selectors.guides import first_talk, four_rules

_READER = {
    "name": _("first name of the reader"),
    "programme": _("the programme"),
    "cohort": _("the cohort"),
    "contact": _("mail address of the programme office"),
}
_READER_SAMPLE = {
    "name": "Kim",
    "programme": "Reverse Mentoring",
    "cohort": "2027",
    "contact": "mentoring@stadt.example",
}
_PARTNER = {"partner": _("name of the partner"), "link": _("the page this mail leads to")}
_PARTNER_SAMPLE = {"partner": "Alex Beispiel", "link": "https://mentoring.example/tandems/1/"}
_ANSWER_SAMPLE = _PARTNER_SAMPLE | {"link": "https://mentoring.example/links/…/"}
_DATES_SAMPLE = _PARTNER_SAMPLE | {"link": "https://mentoring.example/links/dates/…/"}
_PREPARE_SAMPLE = _PARTNER_SAMPLE | {"link": "https://mentoring.example/links/preparation/…/"}
_PROPOSAL = _PARTNER | {
    "profile": _("the partner's released profile"),
    "reasons": _("why these two, in words"),
    "until": _("last day to answer"),
    "page": _("the tandem's page, for those who sign in"),
}
_PROPOSAL_SAMPLE = _ANSWER_SAMPLE | {
    "profile": "Alex Beispiel\nBaureferat\n3 – Sachbearbeitung mit Fachverantwortung",
    "reasons": "- Video\n- Di 10–12",
    "until": "30.11.2026",
    "page": "https://mentoring.example/tandems/1/",
}
_TALK = _PARTNER | {"rules": _("the four rules"), "guide": _("the guide for the first talk")}
_MEETING = _PARTNER | {
    "meeting": _("which meeting it is"),
    "when": _("day and time"),
    "where": _("place or video link"),
}
_MEETING_SAMPLE = _DATES_SAMPLE | {
    "meeting": "2. Treffen",
    "when": "Mo, 7.12.2026, 10:00",
    "where": "Rathaus, Zimmer 112",
}

_BOTH = _("both partners")


def _rules(cohort: Cohort, language: str) -> dict[str, str]:
    return {"rules": four_rules(language, cohort).plain}


def _rules_and_guide(cohort: Cohort, language: str) -> dict[str, str]:
    return {**_rules(cohort, language), "guide": first_talk(language, cohort).plain}


def _kind(name: str, title: Any, audience: Any, extra: dict[str, Any], sample: dict[str, str], **more: Any) -> TextKind:
    return register(
        TextKind(
            key=f"tandems.{name}",
            title=title,
            audience=audience,
            placeholders={**_READER, **extra},
            sample={**_READER_SAMPLE, **sample},
            **more,
        )
    )


# Mails with a link that decides something, and invitations with a place, are sent but not shown to the office.
PROPOSAL_MENTOR = _kind(
    "proposal_mentor", _("A tandem is proposed, to the mentor"), _("mentors"), _PROPOSAL, _PROPOSAL_SAMPLE, secret=True
)
PROPOSAL_MENTEE = _kind(
    "proposal_mentee", _("A tandem is proposed, to the mentee"), _("mentees"), _PROPOSAL, _PROPOSAL_SAMPLE, secret=True
)
ANSWER_REMINDER = _kind(
    "answer_reminder",
    _("Reminder to accept or decline"),
    _("partners who have not answered"),
    _PARTNER | {"until": _PROPOSAL["until"]},
    _ANSWER_SAMPLE | {"until": _PROPOSAL_SAMPLE["until"]},
    secret=True,
)
LEFT_OVER = _kind(
    "left_over",
    _("No partner this time"),
    _("people for whom a published run found no partner"),
    {"why": _("the cause, in words"), "link": _("the person's home page")},
    {
        "why": "…",
        "link": "https://mentoring.example/home/",
    },
)
NOT_FORMED = _kind(
    "not_formed",
    _("A tandem did not come about"),
    _BOTH,
    {"link": _("the person's home page")},
    {"link": "https://mentoring.example/home/"},
)
ACCEPTED = _kind("accepted", _("Both have accepted"), _BOTH, _TALK, _PARTNER_SAMPLE, own=_rules_and_guide)
ACCEPTED_PREPARE = _kind(
    "accepted_prepare",
    _("Both have accepted, to a mentee who still has to prepare"),
    _("mentees who have not prepared yet"),
    _TALK,
    _PREPARE_SAMPLE,
    own=_rules_and_guide,
    secret=True,
)
ACCEPTED_WAIT = _kind(
    "accepted_wait",
    _("Both have accepted, to the mentor of a mentee who still has to prepare"),
    _("mentors"),
    _TALK,
    _PARTNER_SAMPLE,
    own=_rules_and_guide,
)
PARTNER_READY = _kind(
    "partner_ready", _("The mentee is prepared: fix the date"), _("mentors"), _PARTNER, _PARTNER_SAMPLE
)
CONFIRM_REQUEST = _kind(
    "confirm_request", _("After the first talk: do you go on?"), _BOTH, _PARTNER, _ANSWER_SAMPLE, secret=True
)
CONFIRMED = _kind("confirmed", _("The tandem is confirmed"), _BOTH, _PARTNER, _PARTNER_SAMPLE)
MEETING_INVITATION = _kind(
    "meeting_invitation",
    _("Invitation to the first talk"),
    _BOTH,
    _MEETING | {"rules": _("the four rules")},
    _MEETING_SAMPLE,
    own=_rules,
    secret=True,
)
MEETING_NEXT = _kind("meeting_next", _("Invitation to a later meeting"), _BOTH, _MEETING, _MEETING_SAMPLE, secret=True)
MEETING_MOVED = _kind("meeting_moved", _("A meeting was moved"), _BOTH, _MEETING, _MEETING_SAMPLE, secret=True)
MEETING_CANCELLED = _kind(
    "meeting_cancelled",
    _("A meeting was cancelled"),
    _BOTH,
    _MEETING,
    _MEETING_SAMPLE | {"link": _PARTNER_SAMPLE["link"]},
    secret=True,
)
MEETING_REMINDER = _kind("meeting_reminder", _("Reminder of a meeting"), _BOTH, _MEETING, _MEETING_SAMPLE, secret=True)
MEETING_ASKED = _kind(
    "meeting_asked", _("After a meeting: did it take place?"), _BOTH, _MEETING, _MEETING_SAMPLE, secret=True
)
MEETING_DECLINED = _kind(
    "meeting_declined",
    _("The partner’s calendar has declined a date"),
    _("the other of the two"),
    _MEETING,
    _MEETING_SAMPLE,
    secret=True,
)
_COUNTER = _MEETING | {"proposed": _("the new day and time")}
_COUNTER_SAMPLE = _MEETING_SAMPLE | {"proposed": "Di, 8.12.2026, 14:00"}
COUNTER_PROPOSED = _kind(
    "counter_proposed",
    _("The partner’s calendar proposes another time"),
    _("the other of the two"),
    _COUNTER,
    _COUNTER_SAMPLE,
    secret=True,
)
COUNTER_SENT = _kind(
    "counter_sent",
    _("Another time was proposed, to whoever proposed it"),
    _("whoever proposed another time"),
    _COUNTER,
    _COUNTER_SAMPLE,
    secret=True,
)
COUNTER_DECLINED = _kind(
    "counter_declined",
    _("Another time was not taken: the date stays"),
    _("whoever proposed another time"),
    _COUNTER,
    _COUNTER_SAMPLE,
    secret=True,
)
SERIES_DECLINED = _kind(
    "series_declined",
    _("None of several proposed dates suits"),
    _("whoever proposed several dates"),
    _PARTNER,
    _PARTNER_SAMPLE,
)
SERIES_PROPOSED = _kind(
    "series_proposed",
    _("Several dates are proposed at once"),
    _("the other of the two"),
    _PARTNER | {"dates": _("the proposed days and times")},
    _DATES_SAMPLE | {"dates": "- Mo, 7.12.2026, 10:00\n- Mo, 4.1.2027, 10:00"},
    secret=True,
)
