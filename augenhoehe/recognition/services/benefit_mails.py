"""The letters about benefits, each in its reader's language, in the transaction of the act they tell of.

Whether somebody has said what they wish is their own: what would tell it does not stand in the office's list of mails.
"""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from augenhoehe.applications.models import Application
from augenhoehe.common.models import in_language
from augenhoehe.messaging.registry import TextKind
from augenhoehe.messaging.services import Letter, queue_mails
from augenhoehe.people.models import Person

from .. import benefit_placeholders as kinds
from ..models import BenefitPlace, BenefitRound
from ..selectors.benefits import Proposal


def send_opened(round_: BenefitRound, people: Iterable[Application]) -> None:
    """To everybody who may wish: what it is about, until when, and where."""
    queue_mails([_letter(kinds.OPENED, round_, one.person, one.pk, day=round_.until) for one in people])


def send_reminder(round_: BenefitRound, people: Iterable[Application]) -> None:
    """To those who have said nothing."""
    queue_mails([_letter(kinds.REMINDER, round_, one.person, one.pk, listed=False, day=round_.until) for one in people])


def send_results(round_: BenefitRound, proposal: Proposal) -> None:
    """To everybody who wished: what they got, or that they go without; why stands on the page."""
    benefits = {line.benefit.pk: line.benefit for line in proposal.lines}
    letters = []
    for key, wishes in proposal.lists.items():
        person, got = wishes.application.person, proposal.allotment.places.get(key)
        if got is not None:
            title = in_language(benefits[got], "title", person.language)
            letters.append(_letter(kinds.GIVEN, round_, person, key, benefit=title))
        elif wishes.choices:
            letters.append(_letter(kinds.NOTHING, round_, person, key, listed=False))
    queue_mails(letters)


def send_passed_on(places: Iterable[BenefitPlace]) -> None:
    """A place came free, and they were next."""
    queue_mails([_about(kinds.PASSED_ON, one) for one in places])


def send_use_soon(places: Iterable[BenefitPlace]) -> None:
    """The last day comes near."""
    queue_mails([_about(kinds.USE_SOON, one, day=one.benefit.last_day) for one in places])


def _about(kind: TextKind, place: BenefitPlace, *, day: dt.date | None = None) -> Letter:
    application, round_ = place.wish_list.application, place.benefit.round
    title = in_language(place.benefit, "title", application.person.language)
    return _letter(kind, round_, application.person, application.pk, benefit=title, day=day)


def _letter(
    kind: TextKind,
    round_: BenefitRound,
    person: Person,
    key: int,
    *,
    benefit: str = "",
    day: dt.date | None = None,
    listed: bool = True,
) -> Letter:
    programme = round_.cohort.programme
    with translation.override(person.language):
        shown = date_format(day, "DATE_FORMAT") if day else ""
    values = {
        "name": person.get_short_name(),
        "programme": in_language(programme, "name", person.language),
        "contact": programme.contact_email or settings.DEFAULT_FROM_EMAIL,
        "link": settings.BASE_URL + reverse("benefits", args=[round_.pk]),
        **({"benefit": benefit} if "benefit" in kind.placeholders else {}),
        **({"day": shown} if "day" in kind.placeholders else {}),
    }
    idempotency = f"{kind.key}:{round_.pk}:{key}"
    return Letter(kind, person, values, programme_id=programme.pk, idempotency_key=idempotency, listed=listed)
