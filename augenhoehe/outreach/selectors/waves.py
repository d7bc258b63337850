"""Whom a wave reaches, what became of its mails, and what the mail says."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext

from augenhoehe.common.models import in_language
from augenhoehe.common.workdays import add_working_days, is_working_day
from augenhoehe.messaging.enums import Language, MailState
from augenhoehe.messaging.models import Mail
from augenhoehe.messaging.wording import Rendered, render
from augenhoehe.outreach.enums import WaveKind, WaveState
from augenhoehe.outreach.models import Delivery, OptOut, Wave
from augenhoehe.outreach.placeholders import WAVE_TEXTS
from augenhoehe.people.enums import UnitKind
from augenhoehe.people.models import Person, Unit
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.selectors import call_is_open

from .public import contact_of

MORNING = dt.time(9)
LAST_DAYS = 3
"""Working days before the end of the call."""


@dataclass(frozen=True)
class Reached:
    """One address of a wave, and the unit it stands for; `person` is whose own address it is, None for a list."""

    unit: Unit
    address: str
    language: str
    person: int | None = None


@dataclass
class Audience:
    """Whom a choice of units reaches. `without`: units that have no list, nor any above or below them."""

    reached: list[Reached] = field(default_factory=list)
    without: list[Unit] = field(default_factory=list)
    people: int = 0


def audience(units: Sequence[int], *, people_of: int | None = None) -> Audience:
    """The addresses behind these units (none: all). The topmost list of a branch counts, so that nobody gets two mails.

    `people_of`, a programme, adds the people of units without a list one by one, if the operator permits it at all; but
    for those who want no announcements of it. Two queries.
    """
    tree = _Tree()
    found = Audience()
    bare: dict[int, Unit] = {}
    for unit in tree.chosen(units):
        tree.collect(unit, found, bare)
    if people_of and settings.ANNOUNCE_TO_PEOPLE:
        people = Person.objects.filter(unit__in=bare, is_active=True, unconfirmed=False).order_by("pk")
        wanted = people.exclude(pk__in=OptOut.objects.filter(programme=people_of).values("person"))
        alone = [Reached(bare[one.unit_id], one.email, one.language, one.pk) for one in wanted if one.unit_id]
        found.people = len(alone)
        found.reached += alone
    found.reached = list({one.address.lower(): one for one in reversed(found.reached)}.values())[::-1]
    return found


def reach_of(wave: Wave) -> Audience:
    """Whom a wave reaches today. Uses `wave.cohort`."""
    return audience(wave.units, people_of=wave.cohort.programme_id if wave.to_people else None)


class _Tree:
    """All units, by what stands below them. One query."""

    def __init__(self) -> None:
        self.units = {unit.pk: unit for unit in Unit.objects.without_tree_fields().order_by("name", "pk")}
        self.below: dict[int | None, list[Unit]] = {}
        for unit in self.units.values():
            self.below.setdefault(unit.parent_id, []).append(unit)

    def chosen(self, ids: Sequence[int]) -> list[Unit]:
        return [self.units[pk] for pk in ids if pk in self.units] if ids else self.below.get(None, [])

    def collect(self, unit: Unit, found: Audience, bare: dict[int, Unit]) -> bool:
        """Whether somebody below this unit is reached by a list."""
        if unit.distribution_list:
            found.reached.append(Reached(unit, unit.distribution_list, unit.list_language))
            return True
        bare[unit.pk] = unit
        missing = Audience()
        reached = [self.collect(one, missing, bare) for one in self.below.get(unit.pk, [])]
        found.reached += missing.reached
        # A unit whose parts all have no list is named itself, not each of its parts.
        found.without += missing.without if any(reached) else [unit]
        return any(reached)


def unit_choices() -> list[tuple[int, str]]:
    """Units that a wave can be meant for: departments, and whoever has a list of its own. One query."""
    units = Unit.objects.without_tree_fields().order_by("name", "pk")
    return [
        (unit.pk, f"{unit.name} ({unit.short})")
        for unit in units
        if unit.kind == UnitKind.DEPARTMENT or unit.distribution_list
    ]


def wave_values(cohort: Cohort, language: str, unit: str, leave: str = "") -> dict[str, str]:
    """What fills the text of a wave. `leave`: the page on which a single reader wants no more. Uses `cohort.phases`."""
    programme = in_language(cohort.programme, "name", language)
    call = next((phase for phase in cohort.phases.all() if phase.kind == PhaseKind.CALL), None)
    with translation.override(language):
        opens, closes = (
            formats.date_format(getattr(call, name), "SHORT_DATE_FORMAT") if call else "–"
            for name in ("opens_on", "closes_on")
        )
        said = {"unit": unit, "programme": programme, "link": leave}
        via = gettext("at your own address") if leave else gettext("through the list of %(unit)s") % said
        way_out = gettext("No more announcements of %(programme)s at your own address? One click here: %(link)s") % said
    return {
        "programme": programme,
        "cohort": in_language(cohort, "name", language),
        "opens": opens,
        "closes": closes,
        "unit": unit,
        "via": via,
        "leave": way_out if leave else "",
        "mentor_hours": str(cohort.mentor_hours),
        "mentee_hours": str(cohort.mentee_hours),
        "contact": contact_of(cohort.programme),
        "link": f"{settings.BASE_URL}{reverse('programme', args=[cohort.programme.slug])}",
    }


def wave_previews(wave: Wave, reach: Audience) -> list[tuple[Language, Rendered]]:
    """The wave's mail as it goes out, in both languages: to a list, and, where it goes to single people, to one."""
    kind, cohort = WAVE_TEXTS[WaveKind(wave.kind)], wave.cohort
    unit = reach.reached[0].unit.name if reach.reached else str(cohort.programme.name)
    page = f"{settings.BASE_URL}{unquote(reverse('announcement-leave', args=['…']))}"
    return [
        (language, render(kind, language, wave_values(cohort, language, unit, leave), cohort.programme_id))
        for leave in ("", page)[: 2 if reach.people else 1]
        for language in Language
    ]


def may_go_out(wave: Wave, today: dt.date) -> bool:
    """Whether a wave may leave today: the call is open and released, unless it only names the dates."""
    return wave.cohort.programme.public and (wave.kind == WaveKind.SAVE_THE_DATE or call_is_open(wave.cohort, today))


def cohort_waves(cohort: Cohort) -> QuerySet[Wave]:
    """A cohort's waves by time."""
    return Wave.objects.filter(cohort=cohort).order_by("due_at", "pk")


@dataclass(frozen=True)
class WaveFigures:
    """What became of a wave's mails; never whether anybody read them."""

    queued: int = 0
    sent: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        return self.queued + self.sent + self.failed


def wave_figures(waves: Sequence[Wave]) -> dict[int, WaveFigures]:
    """Id of each wave → figures. A mail that the outbox has forgotten after a year was sent. Two queries."""
    mails: dict[int, int] = dict(Delivery.objects.filter(wave__in=waves).order_by().values_list("mail_id", "wave_id"))
    states = dict(
        Mail.objects.filter(pk__in=Delivery.objects.filter(wave__in=waves).values("mail_id"))
        .order_by()
        .values_list("pk", "state")
    )
    found = {wave.pk: {"queued": 0, "sent": 0, "failed": 0} for wave in waves}
    for mail_id, wave_id in mails.items():
        state = states.get(mail_id, MailState.SENT)
        found[wave_id]["queued" if state == MailState.SENDING else str(state)] += 1
    return {pk: WaveFigures(**figures) for pk, figures in found.items()}


@dataclass(frozen=True)
class DeliveryRow:
    unit: str
    address: str
    state: MailState
    reason: str


def delivery_rows(deliveries: Sequence[Delivery]) -> list[DeliveryRow]:
    """Deliveries with the state of their mails. One query besides theirs."""
    mails = Mail.objects.defer("text", "html", "calendar").in_bulk([one.mail_id for one in deliveries])
    return [
        DeliveryRow(
            str(one.unit or "–"),
            one.address,
            MailState(mail.state) if (mail := mails.get(one.mail_id)) else MailState.SENT,
            mail.error if mail else "",
        )
        for one in deliveries
    ]


def failed_first(deliveries: QuerySet[Delivery], *, only: bool) -> QuerySet[Delivery]:
    """What could not be delivered stands first; `only`: nothing else."""
    failed = Mail.objects.filter(pk=OuterRef("mail_id"), state=MailState.FAILED)
    found = deliveries.annotate(failed=Exists(failed)).order_by("-failed", "pk")
    return found.filter(failed=True) if only else found


def proposal(cohort: Cohort, now: dt.datetime) -> list[tuple[WaveKind, dt.datetime]]:
    """Three waves from the dates of the call, those that lie ahead: opening, half-time, last days."""
    call = next((phase for phase in cohort.phases.all() if phase.kind == PhaseKind.CALL), None)
    if call is None:
        return []
    half = call.opens_on + (call.closes_on - call.opens_on) / 2
    days = {
        WaveKind.OPENING: _working(call.opens_on),
        WaveKind.REMINDER: _working(half),
        WaveKind.LAST_DAYS: add_working_days(call.closes_on, -LAST_DAYS),
    }
    times = [(kind, timezone.make_aware(dt.datetime.combine(day, MORNING))) for kind, day in days.items()]
    ordered: list[tuple[WaveKind, dt.datetime]] = []
    for kind, time in times:
        if time > max([now, *(before for _kind, before in ordered)]):
            ordered.append((kind, time))
    return ordered


def _working(day: dt.date) -> dt.date:
    return day if is_working_day(day) else add_working_days(day, 1)


def open_waves(cohort: Cohort) -> Iterator[Wave]:
    """Those that are still to come or on their way."""
    yield from cohort_waves(cohort).filter(state__in=(WaveState.PLANNED, WaveState.SENDING))
