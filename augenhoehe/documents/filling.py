"""What the placeholders of documents stand for, from a cohort's settings."""

import datetime as dt
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import in_language
from augenhoehe.programmes.enums import PhaseKind, RoleKind
from augenhoehe.programmes.models import Cohort

PLACEHOLDERS: Final[dict[str, Any]] = {
    "organisation": _("name of the organisation"),
    "programme": _("the programme"),
    "cohort": _("the cohort"),
    "page": _("address of the programme’s page"),
    "contact": _("mail address of the programme office"),
    "sponsor": _("name of the sponsor"),
    "mentor_hours": _("working hours of a mentor in the whole cohort"),
    "mentee_hours": _("working hours of a mentee in the whole cohort"),
    "meetings": _("number of meetings"),
    "minutes": _("minutes per meeting"),
    "call_from": _("first day to apply"),
    "call_until": _("last day to apply"),
    "talks_from": _("first day of the meetings"),
    "talks_until": _("last day of the meetings"),
    "mentor_card": _("heading that begins the mentor’s preparation card in a guide"),
    "mentee_card": _("heading that begins the mentee’s preparation card in a guide"),
}


def values_of(cohort: Cohort, language: str) -> dict[str, str]:
    """Placeholder → text in this language; what is not settled yet says so. Two queries at most."""
    programme = cohort.programme
    with translation.override(language):
        unsettled = gettext("(not settled yet)")
        phases = {phase.kind: phase for phase in cohort.phases.all()}
        call, talks = phases.get(PhaseKind.CALL), phases.get(PhaseKind.RUNNING)
        days = {
            "call_from": call and call.opens_on,
            "call_until": call and call.closes_on,
            "talks_from": talks and talks.opens_on,
            "talks_until": talks and talks.closes_on,
        }
        return {
            "organisation": settings.ORGANISATION_NAME or settings.PRODUCT_NAME,
            "programme": in_language(programme, "name", language),
            "cohort": in_language(cohort, "name", language),
            "page": settings.BASE_URL + reverse("programme", args=[programme.slug]),
            "contact": programme.contact_email or settings.DEFAULT_FROM_EMAIL,
            "sponsor": _sponsors(cohort) or unsettled,
            "mentor_hours": str(cohort.mentor_hours),
            "mentee_hours": str(cohort.mentee_hours),
            "meetings": str(cohort.meetings),
            "minutes": str(cohort.meeting_minutes),
            **{name: long_day(day) if day else unsettled for name, day in days.items()},
            **{f"{side}_card": heading for side, heading in card_headings(language).items()},
        }


def card_headings(language: str) -> dict[str, str]:
    """Side ("mentor", "mentee") → the heading of its preparation card in a guide."""
    with translation.override(language):
        return {"mentor": gettext("Preparation card for mentors"), "mentee": gettext("Preparation card for mentees")}


def _sponsors(cohort: Cohort) -> str:
    roles = cohort.programme.roles.filter(kind=RoleKind.SPONSOR).select_related("person").order_by("pk")
    return gettext(" and ").join(role.person.get_full_name() for role in roles)


def long_day(day: dt.date) -> str:
    """A day in words, in the active language."""
    return date_format(day, "j. F Y" if translation.get_language() == "de" else "j F Y")
