"""The mails of this room; none stands in the office's list, which would tell who was reminded."""

from collections.abc import Mapping

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from augenhoehe.common.models import in_language
from augenhoehe.messaging.models import Mail
from augenhoehe.messaging.registry import TextKind
from augenhoehe.messaging.services import Letter, forget_mails_now, queue_mails

from .. import placeholders as kinds
from ..models import Instrument, Survey
from ..rules import BATCH
from ..selectors.due import Asked

Links = Mapping[Asked, str]
"""Who is asked → the token in the address of their questionnaire."""


def send_asked(survey: Survey, links: Links) -> None:
    """Ask each, once ever."""
    _send(kinds.ASKED, survey, links)


def send_reminder(survey: Survey, links: Links) -> None:
    """Remind each, once ever, with the same link."""
    _send(kinds.REMINDER, survey, links)


def forget(survey: Survey, person_id: int | None = None) -> None:
    """Delete what was written for this wave, or to this person only: a reminder tells who had not answered by then."""
    whom = "" if person_id is None else f"{person_id}:"
    ours = Q()
    for kind in (kinds.ASKED, kinds.REMINDER):
        ours |= Q(key=kind.key, idempotency_key__startswith=f"{kind.key}:{survey.pk}:{whom}")
    found = list(Mail.objects.filter(ours).values_list("pk", flat=True))
    for at in range(0, len(found), BATCH):
        forget_mails_now(found[at : at + BATCH])


def _send(kind: TextKind, survey: Survey, links: Links) -> None:
    instrument = survey.instrument
    if instrument is None or not links:
        return
    number = _numbers(instrument)
    queue_mails(
        [
            Letter(
                kind,
                one.person,
                {
                    **_values(survey, instrument, one),
                    "number": str(number[one.side]),
                    "link": settings.BASE_URL + reverse("questionnaire", args=[token]),
                },
                programme_id=survey.cohort.programme_id,
                idempotency_key=f"{kind.key}:{survey.pk}:{one.person.pk}:{one.side}",
                listed=False,
            )
            for one, token in links.items()
        ]
    )


def _values(survey: Survey, instrument: Instrument, one: Asked) -> dict[str, str]:
    language = one.person.language
    with translation.override(language):
        until = date_format(survey.closes_on, "DATE_FORMAT")
    return {
        "name": one.person.get_short_name(),
        "programme": in_language(survey.cohort.programme, "name", language),
        "cohort": in_language(survey.cohort, "name", language),
        "contact": survey.cohort.programme.contact_email or settings.DEFAULT_FROM_EMAIL,
        "title": in_language(instrument, "title", language),
        "until": until,
    }


def _numbers(instrument: Instrument) -> dict[str, int]:
    sides = list(instrument.items.values_list("side", flat=True))
    return {side: sum(one in ("", side) for one in sides) for side in ("mentor", "mentee")}
