"""Who has been prepared for their part, and what is missing: the one list that attendance is recorded for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from augenhoehe.applications.enums import Side, State
from augenhoehe.applications.models import Application
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from ..enums import INDUCTION, SIDES, Attendance, EventKind, EventState, Reply
from ..models import Event, SignUp

PREPARATION = "preparation"
DONE, UNDER_WAY, OPEN, NOT_ASKED = "done", "under_way", "open", "not_asked"


@dataclass(frozen=True)
class Cell:
    """How one thing stands for one person: done, under_way, open or not_asked, and in words."""

    state: str
    words: Any
    label: Any = ""


@dataclass(frozen=True)
class Row:
    application: Application
    cells: list[Cell]


def parts_of(cohort: Cohort) -> dict[str, Any]:
    """What belongs to the induction in this cohort: key → label, in the order of the columns."""
    found: dict[str, Any] = {}
    if cohort.uses(Part.EVENTS):
        found |= {kind.value: kind.label for kind in INDUCTION}
    if cohort.uses(Part.PREPARATION):
        found[PREPARATION] = _("Preparation for the first talk")
    return found


def listed(cohort: Cohort, *, missing: str = "", side: str = "", text: str = "") -> QuerySet[Application]:
    """Everybody admitted by name; `missing` is a key of `parts_of`, or "any". One query beside the list's own."""
    found = Application.objects.filter(cohort=cohort, state=State.ADMITTED).select_related(
        "person__unit", "cohort__programme"
    )
    if side in Side.values:
        found = found.filter(side=side)
    if missing:
        found = found.filter(_missing(cohort, missing))
    for word in text.split():
        found = found.filter(Q(person__first_name__icontains=word) | Q(person__last_name__icontains=word))
    return found


def missing_counts(cohort: Cohort) -> dict[str, int]:
    """Key of `parts_of` → how many people it is missing for."""
    return {key: listed(cohort, missing=key).count() for key in parts_of(cohort)}


def _missing(cohort: Cohort, key: str) -> Q:
    keys = [one for one in parts_of(cohort) if key in ("any", one)]
    sides = _sides_with_events(cohort)
    wanted = Q(pk=None)
    for one in keys:
        if one == PREPARATION:
            wanted |= Q(side=Side.MENTEE, preparation=None)
        else:
            came = SignUp.objects.filter(application=OuterRef("pk"), event__kind=one, attendance=Attendance.CAME)
            wanted |= Q(side__in=sides.get(one, set())) & ~Q(Exists(came))
    return wanted


def _sides_with_events(cohort: Cohort) -> dict[str, set[str]]:
    """Kind → for whom there is or was such an event: nobody misses what does not take place."""
    sides: dict[str, set[str]] = {}
    events = Event.objects.filter(cohort=cohort, kind__in=INDUCTION).exclude(state=EventState.CANCELLED)
    for kind, audience in events.order_by().values_list("kind", "audience"):
        sides.setdefault(kind, set()).update(SIDES[audience])
    return sides


def rows_of(cohort: Cohort, applications: Iterable[Application]) -> list[Row]:
    """The list's rows in words. Three queries, however many rows."""
    applications = list(applications)
    sides = _sides_with_events(cohort)
    answers: dict[tuple[int, str], list[SignUp]] = {}
    signed = SignUp.objects.filter(application__in=applications, event__kind__in=INDUCTION).exclude(
        event__state=EventState.CANCELLED
    )
    for one in signed.select_related("event").order_by("event__starts_at"):
        answers.setdefault((one.application_id, one.event.kind), []).append(one)
    prepared = set(
        Application.objects.filter(pk__in=[one.pk for one in applications], preparation__isnull=False).values_list(
            "pk", flat=True
        )
    )
    parts = parts_of(cohort)
    return [
        Row(
            one,
            [
                replace(
                    _preparation(one, one.pk in prepared)
                    if key == PREPARATION
                    else _event(key, one.side, answers.get((one.pk, key), []), asked=one.side in sides.get(key, ())),
                    label=label,
                )
                for key, label in parts.items()
            ],
        )
        for one in applications
    ]


def _preparation(application: Application, done: bool) -> Cell:
    if application.side != Side.MENTEE:
        return Cell(NOT_ASKED, pgettext_lazy("induction", "not needed"))
    return Cell(DONE, _("done")) if done else Cell(OPEN, _("missing"))


def _event(kind: str, side: str, answers: list[SignUp], *, asked: bool) -> Cell:
    """The most that somebody has done about events of one kind."""
    if any(one.attendance == Attendance.CAME for one in answers):
        return Cell(DONE, _("was there"))
    for one in reversed(answers):
        if one.event.state == EventState.PLANNED and one.reply != Reply.NOT_COMING:
            return Cell(UNDER_WAY, one.get_reply_display())
    if not asked:
        theirs = kind != EventKind.TRAINING or side == Side.MENTOR
        return Cell(NOT_ASKED, _("no date yet") if theirs else pgettext_lazy("induction", "not needed"))
    if not answers:
        return Cell(OPEN, _("no answer yet"))
    last = answers[-1]
    return Cell(OPEN, last.get_attendance_display() if last.reply == Reply.COMING else last.get_reply_display())


def open_events(cohort: Cohort, kinds: Iterable[EventKind] = INDUCTION) -> QuerySet[Event]:
    """Planned events of these kinds, soonest first."""
    return Event.objects.filter(cohort=cohort, kind__in=kinds, state=EventState.PLANNED).order_by("starts_at", "pk")
