"""A cohort that is asked."""

import datetime as dt
import re
from typing import Any

from django.test import Client

from augenhoehe.messaging.models import Mail
from augenhoehe.programmes.models import Cohort, Phase
from augenhoehe.surveys.enums import Wave
from augenhoehe.surveys.models import Survey
from augenhoehe.surveys.services import load_starter_instruments, open_survey
from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.care.world import running
from tests.factories import NOW, TODAY


def cohort_of(tandems: int = 1, **changes: Any) -> Cohort:
    """A cohort with its questionnaires, running for a month, and so many confirmed tandems."""
    cohort = factories.make_cohort(**changes)
    load_starter_instruments(cohort.programme)
    days = {"matching": (-60, -31), "running": (-30, 150), "closing": (140, 170)}
    cohort.phases.all().delete()
    Phase.objects.bulk_create(
        Phase(cohort=cohort, kind=kind, opens_on=_day(first), closes_on=_day(last))
        for kind, (first, last) in days.items()
    )
    for _number in range(tandems):
        running(cohort)
    return cohort


def _day(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


def opened(cohort: Cohort, wave: Wave = Wave.FIRST_TALK, *, closes: int = 20) -> Survey:
    """A wave that is open; the daily job has not asked anybody yet."""
    return open_survey(survey=Survey(cohort=cohort, wave=wave, opens_on=TODAY, closes_on=_day(closes)))


def later(days: int) -> dt.datetime:
    return NOW + dt.timedelta(days=days)


def mails(kind: str = "asked") -> list[Mail]:
    return list(Mail.objects.filter(key=f"surveys.{kind}").order_by("pk"))


def link_in(mail: Mail) -> str:
    found = re.search(r"/questionnaire/[^/\s)]+/", mail.text)
    assert found
    return found[0]


def links(tandem: Tandem) -> dict[str, str]:
    """The address that each of the two was sent."""
    by_person = {mail.person_id: link_in(mail) for mail in mails()}
    return {side: by_person[tandem.application_of(side).person_id] for side in ("mentor", "mentee")}


def answer(path: str, **values: Any) -> int:
    return Client().post(path, values).status_code
