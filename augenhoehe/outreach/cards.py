"""What the office's checklist says about the public pages."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from augenhoehe.common.workdays import add_working_days
from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import Check, Duty, register_checks, register_duties
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort, Programme
from augenhoehe.programmes.parts import Part

from .enums import WaveState
from .models import Article, Voice
from .selectors import faq_count, waiting_for_office
from .selectors.questions import WAITS_DAYS, open_counts, unclaimed_for, waiting_for
from .selectors.waves import cohort_waves

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
    if waiting.voices:
        text = ngettext("%(n)s waits for you", "%(n)s wait for you", waiting.voices) % {"n": waiting.voices}
        yield Check("", gettext("Voices handed in"), text, False, reverse("office-public-voices", args=[cohort.pk]))
    if waiting.comments:
        text = ngettext("%(n)s waits for you", "%(n)s wait for you", waiting.comments) % {"n": waiting.comments}
        href = reverse("office-public-comments", args=[cohort.pk])
        yield Check("", gettext("Comments to look at"), text, False, href)


register_checks("outreach.public", _checks)


def _questions(cohort: Cohort, _today: dt.date) -> Iterable[Check]:
    """Questions that wait, whatever the phase. One query."""
    waiting, unclaimed = open_counts(cohort.programme_id)
    if waiting:
        state = ngettext("%(n)s waits for an answer", "%(n)s wait for an answer", waiting) % {"n": waiting}
        if unclaimed:
            state = gettext("%(state)s, %(n)s of them in nobody’s hand") % {"state": state, "n": unclaimed}
        href = f"{reverse('office-questions', args=[cohort.pk])}?state=open"
        yield Check("", gettext("Questions to the office"), state, False, href)


def _announcement(cohort: Cohort, _today: dt.date) -> Iterable[Check]:
    """Whether the call is announced: waves that are planned or out. One query."""
    if not cohort.uses(Part.ANNOUNCEMENT):
        return
    states = list(cohort_waves(cohort).exclude(state=WaveState.CANCELLED).values_list("state", flat=True))
    out = len(states) - states.count(WaveState.PLANNED)
    state = gettext("%(planned)s planned, %(out)s gone out") % {"planned": states.count(WaveState.PLANNED), "out": out}
    href = reverse("office-announcement", args=[cohort.pk])
    title = gettext("Announcement of the call")
    yield Check(PhaseKind.CALL, title, state if states else gettext("nothing planned yet"), bool(states), href)


def _my_questions(person: Person, _today: dt.date) -> Iterable[Duty]:
    """Questions in my hand, and those that nobody in my offices has taken yet. Two queries for the office's people."""
    for programme, number, since in waiting_for(person):
        title = ngettext("%(n)s question waits for your answer", "%(n)s questions wait for your answer", number)
        yield _duty(title % {"n": number}, programme, "mine", add_working_days(since, WAITS_DAYS))
    for programme, number, since in unclaimed_for(person):
        title = ngettext("%(n)s new question is in nobody’s hand", "%(n)s new questions are in nobody’s hand", number)
        yield _duty(title % {"n": number}, programme, "nobody", add_working_days(since, WAITS_DAYS))


def _duty(title: str, programme: Programme, owner: str, until: dt.date) -> Duty:
    href = f"{reverse('programme-questions', args=[programme.pk])}?state=open&owner={owner}"
    return Duty(title, str(programme.name), gettext("Open the questions"), href, until)


TELLS = dt.timedelta(days=42)
"""So long after its end a tandem is asked what it was like."""


def _tell_others(person: Person, today: dt.date) -> Iterable[Duty]:
    """A tandem that closed lately, whose person has told others nothing yet. One query.

    The room above is reached through the cohort alone.
    """
    lately = {"tandems__state": "closed", "tandems__ends_on__gte": today - TELLS}
    mine = Q(tandems__mentor__person=person, **lately) | Q(tandems__mentee__person=person, **lately)
    told = [model.objects.filter(handed_in_by=person, programme=OuterRef("programme")) for model in (Voice, Article)]
    closed = Cohort.objects.public().filter(mine).exclude(Exists(told[0])).exclude(Exists(told[1]))
    for programme in {cohort.programme for cohort in closed.select_related("programme")}:
        yield Duty(
            gettext("Tell others what it was like"),
            gettext("One or two sentences for those who are thinking about taking part, with your name or without."),
            gettext("Write a few words"),
            reverse("own-voice", args=[programme.slug]),
        )


register_duties("outreach.tell_others", _tell_others)
register_checks("outreach.questions", _questions)
register_checks("outreach.announcement", _announcement)
register_duties("outreach.questions", _my_questions)
