"""What the office's checklist says about the public pages."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from augenhoehe.programmes.cards import Check, register_checks
from augenhoehe.programmes.models import Cohort, Programme

from .selectors import faq_count, waiting_for_office

WANTED = ("summary", "about")
"""Who may take part has a sentence of its own where nothing is written."""


def _checks(cohort: Cohort, _today: dt.date) -> Iterable[Check]:
    """Texts in both languages, questions answered, and what waits. Three queries."""
    yield _texts(cohort)
    yield _faq(cohort)
    yield from _waiting(cohort)


def _texts(cohort: Cohort) -> Check:
    labels = {f"{stem}_{code}": _label(f"{stem}_{code}") for stem in WANTED for code in ("de", "en")}
    missing = [str(label) for name, label in labels.items() if not getattr(cohort.programme, name)]
    state = gettext("missing: %(texts)s") % {"texts": ", ".join(missing)} if missing else gettext("in both languages")
    href = reverse("office-programme", args=[cohort.pk])
    return Check("", gettext("Texts of the programme page"), state, not missing, href)


def _label(field: str) -> str:
    found: Any = Programme._meta.get_field(field)
    return str(found.verbose_name)


def _faq(cohort: Cohort) -> Check:
    count = faq_count(cohort.programme_id)
    state = gettext("%(de)s in German, %(en)s in English") % {"de": count["de"], "en": count["en"]}
    done = bool(count["all"])
    href = reverse("office-public-faq", args=[cohort.pk])
    return Check("", gettext("Questions and answers"), state if done else gettext("none yet"), done, href)


def _waiting(cohort: Cohort) -> Iterable[Check]:
    waiting = waiting_for_office(cohort.programme_id)
    if waiting.reports:
        text = ngettext("%(n)s waits for you", "%(n)s wait for you", waiting.reports) % {"n": waiting.reports}
        href = f"{reverse('office-public', args=[cohort.pk])}?state=submitted"
        yield Check("", gettext("Experience reports handed in"), text, False, href)
    if waiting.comments:
        text = ngettext("%(n)s waits for you", "%(n)s wait for you", waiting.comments) % {"n": waiting.comments}
        href = reverse("office-public-comments", args=[cohort.pk])
        yield Check("", gettext("Comments to look at"), text, False, href)


register_checks("outreach.public", _checks)
