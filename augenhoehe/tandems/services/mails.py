"""The mails of this room, each in the reader's language and role, in the transaction of the act they tell of."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from augenhoehe.applications.enums import Side
from augenhoehe.applications.models import Application
from augenhoehe.common.dates import day
from augenhoehe.common.models import in_language
from augenhoehe.events.selectors import is_prepared
from augenhoehe.events.services.links import links_to_preparation
from augenhoehe.matching.selectors import Lexicon, lexicon_of
from augenhoehe.messaging.registry import TextKind
from augenhoehe.messaging.services import Letter, queue_mails
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort

from .. import placeholders as kinds
from ..enums import LinkPurpose
from ..models import Tandem
from ..selectors.guides import first_talk, four_rules
from ..selectors.profile import Profile, profile_of, reasons_of
from ..words import why_left_over
from .links import create_link, create_links

PROPOSALS = {Side.MENTOR: kinds.PROPOSAL_MENTOR, Side.MENTEE: kinds.PROPOSAL_MENTEE}


class Lexicons:
    """Names of topics, sites and units in a language, fetched once for however many mails."""

    def __init__(self, cohort: Cohort) -> None:
        self.cohort = cohort
        self.of = cache(self._fetch)

    def _fetch(self, language: str) -> Lexicon:
        with translation.override(language):
            return lexicon_of(self.cohort)


def send_proposals(tandems: Sequence[Tandem], lexicons: Lexicons, *, answer_by: dt.datetime) -> None:
    """Tell both sides of each whom they are proposed, why, and until when to answer; with a link of their own."""
    holders = [(tandem, side) for tandem in tandems for side in Side]
    links = create_links(holders=holders, purpose=LinkPurpose.ANSWER, expires_at=answer_by)
    queue_mails(
        [
            letter_of(
                PROPOSALS[side],
                tandem,
                side,
                proposal_values(tandem, side, language_of(tandem, side), lexicons) | {"link": link},
                key="proposal",
            )
            for (tandem, side), link in zip(holders, links, strict=True)
        ]
    )


def proposal_values(tandem: Tandem, side: Side, language: str, lexicons: Lexicons) -> dict[str, str]:
    """What a proposal mail says to one side, in this language; all but the link."""
    with translation.override(language):
        partner = profile_of(tandem.partner_of(side))
        reasons = reasons_of(tandem, side, lexicons.of(language))
        return {
            **_reader(tandem.application_of(side).person, tandem.cohort, language),
            "partner": partner.name,
            "profile": profile_text(partner),
            "reasons": "\n".join(f"- {reason}" for reason in reasons)
            or _("The programme office has chosen this pair."),
            "until": day(tandem.answer_by),
            "page": page_of(tandem),
        }


def profile_text(profile: Profile) -> str:
    """A profile as lines of text, in the language that is active."""
    lines = [profile.name, profile.unit, profile.function]
    for label, words in (
        (_("Topics"), profile.topics),
        (_("Gives"), profile.gives),
        (_("Seeks"), profile.seeks),
        (_("Languages"), profile.languages),
        (_("Ways to meet"), profile.modes),
    ):
        if words:
            lines.append(f"{label}: {', '.join(words)}")
    return "\n".join(line for line in lines if line)


def send_left_over(people: Iterable[tuple[Application, str]], cohort: Cohort, run_id: int) -> None:
    """Tell each (with the cause) that there is no partner this time, and why: kind and true."""
    queue_mails(
        [
            Letter(
                kinds.LEFT_OVER,
                application.person,
                left_over_values(application, cohort, cause, application.person.language),
                programme_id=cohort.programme_id,
                idempotency_key=f"tandems.left_over:{run_id}:{application.pk}",
            )
            for application, cause in people
        ]
    )


def left_over_values(application: Application, cohort: Cohort, cause: str, language: str) -> dict[str, str]:
    """What the mail to somebody left over says, in this language."""
    with translation.override(language):
        why = why_left_over(cause, Side(application.side))
    return {
        **_reader(application.person, cohort, language),
        "why": why,
        "link": settings.BASE_URL + reverse("home"),
    }


def send_answer_reminder(tandem: Tandem, side: Side) -> None:
    link = create_link(tandem=tandem, side=side, purpose=LinkPurpose.ANSWER, expires_at=tandem.answer_by)
    with translation.override(language_of(tandem, side)):
        until = day(tandem.answer_by)
    send(kinds.ANSWER_REMINDER, tandem, side, {"link": link, "until": until}, key="answer_reminder")


def send_accepted(tandem: Tandem, now: dt.datetime) -> None:
    """Both have accepted: the four rules and the guide for the first talk go to both.

    Where the mentee has not prepared yet, their mail asks for that first, and the mentor's says that it is under way.
    """
    waits = not is_prepared(tandem.mentee)
    for side in Side:
        language, cohort = language_of(tandem, side), tandem.cohort
        values = {"rules": four_rules(language, cohort).plain, "guide": first_talk(language, cohort).plain}
        if not waits:
            kind, values["link"] = kinds.ACCEPTED, page_of(tandem)
        elif side == Side.MENTOR:
            kind, values["link"] = kinds.ACCEPTED_WAIT, page_of(tandem)
        else:
            links = links_to_preparation([tandem.mentee], now)
            kind, values["link"] = kinds.ACCEPTED_PREPARE, links[tandem.mentee_id]
        send(kind, tandem, side, values, key="accepted")


def send_partner_ready(tandem: Tandem) -> None:
    """To the mentor who waited: the mentee is prepared, the date can be fixed."""
    send(kinds.PARTNER_READY, tandem, Side.MENTOR, {"link": page_of(tandem)}, key="partner_ready")


def send_not_formed(tandem: Tandem) -> None:
    """The same words to both, whoever it was and whatever for; the partner's name is left out."""
    for side in Side:
        send(
            kinds.NOT_FORMED, tandem, side, {"link": settings.BASE_URL + reverse("home")}, key="not_formed", named=False
        )


def send_confirm_request(tandem: Tandem, side: Side, *, expires_at: dt.datetime) -> None:
    link = create_link(tandem=tandem, side=side, purpose=LinkPurpose.CONFIRM, expires_at=expires_at)
    send(kinds.CONFIRM_REQUEST, tandem, side, {"link": link}, key="confirm_request")


def send_confirmed(tandem: Tandem) -> None:
    for side in Side:
        send(kinds.CONFIRMED, tandem, side, {"link": page_of(tandem)}, key="confirmed")


def send(kind: TextKind, tandem: Tandem, side: Side, values: Mapping[str, str], **more: Any) -> None:
    """Queue one mail to one of the two; `more` as in `letter_of`."""
    queue_mails([letter_of(kind, tandem, side, values, **more)])


def letter_of(
    kind: TextKind,
    tandem: Tandem,
    side: Side,
    values: Mapping[str, str],
    *,
    key: str,
    named: bool = True,
    calendar: str = "",
    method: str = "",
) -> Letter:
    """A mail to one of the two. `key`: what it tells of; for the same key, tandem and side there is one mail ever."""
    person = tandem.application_of(side).person
    partner = {"partner": tandem.partner_of(side).person.get_full_name()} if named else {}
    return Letter(
        kind,
        person,
        {**_reader(person, tandem.cohort, person.language), **partner, **values},
        programme_id=tandem.cohort.programme_id,
        calendar=calendar,
        calendar_method=method,
        idempotency_key=f"tandems.{key}:{tandem.pk}:{side}",
    )


def language_of(tandem: Tandem, side: Side) -> str:
    """The language in which this side gets its mails."""
    return tandem.application_of(side).person.language


def _reader(person: Person, cohort: Cohort, language: str) -> dict[str, str]:
    return {
        "name": person.get_short_name(),
        "programme": in_language(cohort.programme, "name", language),
        "cohort": in_language(cohort, "name", language),
        "contact": cohort.programme.contact_email or settings.DEFAULT_FROM_EMAIL,
    }


def page_of(tandem: Tandem) -> str:
    """The absolute address of the tandem's page, behind the sign-in."""
    return f"{settings.BASE_URL}{reverse('tandem', args=[tandem.pk])}"
