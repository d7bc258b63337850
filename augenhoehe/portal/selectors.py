"""What the cross-room pages show. Each function takes a constant number of queries."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext

from augenhoehe.applications.enums import Side, State
from augenhoehe.applications.models import Application
from augenhoehe.care.selectors.office import resting
from augenhoehe.common.dates import moment
from augenhoehe.events.selectors import OwnEvent, coming_up, unprepared
from augenhoehe.matching.enums import RunState
from augenhoehe.matching.models import Run
from augenhoehe.messaging.enums import MailState
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import Check, Duty, checklist_of, duties_of
from augenhoehe.programmes.enums import PhaseKind, RoleKind
from augenhoehe.programmes.models import Cohort, Programme
from augenhoehe.programmes.parts import Part
from augenhoehe.programmes.rules import APPROVER_KINDS, OFFICE_KINDS
from augenhoehe.recognition.selectors.holder import certificates_of
from augenhoehe.tandems.enums import LIVE, MeetingState, TandemState
from augenhoehe.tandems.models import Meeting, Tandem
from augenhoehe.tandems.selectors.attention import number_waiting
from augenhoehe.tandems.selectors.office import number_without_date
from augenhoehe.tandems.selectors.profile import function_of

WAITING = frozenset({State.SUBMITTED, State.ADMITTED, State.RESERVE})


def public_programmes() -> list[Programme]:
    """Programmes that everybody may know of."""
    return list(Programme.objects.filter(public=True))


@dataclass(frozen=True)
class Participation:
    """A person's part in one cohort, as the home page shows it."""

    application: Application
    tandem: Tandem | None
    meeting: Meeting | None
    prepared: bool = True

    @property
    def cohort(self) -> Cohort:
        return self.application.cohort

    @property
    def state(self) -> str:
        """Which card of the home page holds: an application's state, or a tandem's once there is one."""
        return f"tandem_{self.tandem.state}" if self.tandem else str(self.application.state)

    @property
    def waiting(self) -> bool:
        """Whether the person waits for what the cohort brings next."""
        return self.tandem is None and self.application.state in WAITING

    @property
    def partner(self) -> Person | None:
        if self.tandem is None:
            return None
        mine_is_mentor = self.application.side == Side.MENTOR
        return (self.tandem.mentee if mine_is_mentor else self.tandem.mentor).person

    @property
    def partner_function(self) -> str:
        """As the tandem's page says it: in words, without the number of the level."""
        return function_of(self.partner) if self.partner else ""

    @property
    def when(self) -> str:
        """Day and time of the next meeting, in the reader's language."""
        return moment(self.meeting.starts_at, self.meeting.minutes) if self.meeting else ""

    @property
    def my_answer(self) -> str:
        return str(getattr(self.tandem, f"{self.application.side}_answer", ""))

    @property
    def my_confirmation(self) -> str:
        return str(getattr(self.tandem, f"{self.application.side}_confirms", ""))


@dataclass(frozen=True)
class Home:
    in_office: bool
    office: list[Cohort]
    approvals: list[Run]
    duties: list[Duty]
    events: list[OwnEvent]
    participations: list[Participation]
    open_calls: list[Cohort]
    watched: list[tuple[Cohort, RoleKind]]
    administrator: bool
    certificates: bool
    """Whether there are any of this person's own."""

    @property
    def networks(self) -> list[Cohort]:
        """Cohorts of theirs that have a directory, each once, the latest first."""
        mine = (part for part in self.participations if part.application.state == State.ADMITTED)
        return list(dict.fromkeys(part.cohort for part in mine if part.cohort.uses(Part.NETWORK)))


def home_of(person: Person, *, today: dt.date, now: dt.datetime) -> Home:
    """Everything that concerns this person: work in an office, own applications and tandems, calls that are open."""
    roles = {(role.programme_id, role.kind) for role in person.roles.all()}
    cohorts = list(
        Cohort.objects.filter(programme__in={programme for programme, _ in roles})
        .select_related("programme", "gate")
        .prefetch_related("phases")
    )
    office = [
        c for c in cohorts if not c.archived_at and any((c.programme_id, kind) in roles for kind in APPROVER_KINDS)
    ]
    watched = [
        (cohort, kind)
        for cohort in cohorts
        for kind in (RoleKind.SPONSOR, RoleKind.COUNCIL)
        if (cohort.programme_id, kind) in roles
    ]
    participations = participations_of(person, today=today)
    taken = {part.application.cohort_id for part in participations}
    return Home(
        in_office=any(kind in OFFICE_KINDS for _, kind in roles),
        office=office,
        approvals=list(
            Run.objects.filter(cohort__in=office, state=RunState.SUBMITTED)
            .exclude(submitted_by=person)
            .select_related("cohort", "submitted_by")
        ),
        duties=duties_of(person, today),
        events=coming_up(person, now),
        participations=participations,
        open_calls=[cohort for cohort in open_calls(today=today) if cohort.pk not in taken],
        watched=watched,
        administrator=person.is_administrator,
        certificates=certificates_of(person).exists(),
    )


def open_calls(*, today: dt.date) -> list[Cohort]:
    """Cohorts one can apply for today."""
    found = Cohort.objects.public().with_open_call(today)
    return list(found.select_related("programme").order_by("starts_on"))


def participations_of(person: Person, *, today: dt.date) -> list[Participation]:
    """Own applications, each with its living tandem and that tandem's next planned meeting; newest first.

    Where there is none but one that ended early, that one: there the person says whether they want a new partner.
    """
    applications = list(
        Application.objects.filter(person=person)
        .select_related("cohort__programme", "cohort__gate")
        .prefetch_related("cohort__phases")
        .order_by("-cohort__starts_on")
    )
    tandems = Tandem.objects.filter(
        Q(mentor__in=applications) | Q(mentee__in=applications), state__in=(*LIVE, TandemState.ENDED)
    ).select_related("mentor__person__unit", "mentee__person__unit", "mentee__cohort")
    tandems = tandems.prefetch_related(
        Prefetch(
            "meetings",
            Meeting.objects.filter(state=MeetingState.PLANNED, starts_at__date__gte=today).order_by("starts_at"),
            to_attr="planned",
        )
    )
    found: dict[int, list[Tandem]] = {}
    for tandem in tandems:
        found.setdefault(tandem.mentor_id, []).append(tandem)
        found.setdefault(tandem.mentee_id, []).append(tandem)
    alive = {pk: [one for one in theirs if one.state in LIVE] for pk, theirs in found.items()}
    waiting = unprepared(tandem.mentee for tandem in tandems)
    parts = []
    for application in applications:
        own: list[Tandem | None] = [*(alive.get(application.pk) or found.get(application.pk, [])[:1])]
        parts += [
            Participation(application, tandem, _next_meeting(tandem), not tandem or tandem.mentee_id not in waiting)
            for tandem in own or [None]
        ]
    return parts


def _next_meeting(tandem: Tandem | None) -> Meeting | None:
    """The first of the meetings that `participations_of` has fetched."""
    return next(iter(getattr(tandem, "planned", [])), None)


@dataclass(frozen=True)
class Overview:
    """The office's figures; every one opens a list."""

    applications: dict[str, int]
    waiting: int
    to_place: int
    tandems: dict[str, int]
    without_meeting: int
    attention: int
    failed_mails: int
    latest_run: Run | None
    awaiting_me: bool

    @property
    def formed(self) -> int:
        """Tandems that are proposed or have come about."""
        return sum(number for state, number in self.tandems.items() if state in LIVE)

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to do."""
        state = self.latest_run.state if self.latest_run else None
        matched = state == RunState.PUBLISHED or not self.to_place
        return matched and not self.waiting and not self.attention and not self.tandems.get(TandemState.PROPOSED)


def overview_of(cohort: Cohort, *, person: Person) -> Overview:
    """Counts of a cohort for the office's first page."""
    now = timezone.now()
    states = dict(cohort.applications.values_list("state").annotate(n=Count("pk")).order_by())
    tandems = dict(cohort.tandems.values_list("state").annotate(n=Count("pk")).order_by())
    placed = Q(tandems_as_mentor__state__in=LIVE) | Q(tandems_as_mentee__state__in=LIVE)
    latest = cohort.runs.exclude(state=RunState.DISCARDED).order_by("-number").first()
    return Overview(
        applications=states,
        waiting=states.get(State.SUBMITTED, 0),
        to_place=cohort.applications.filter(state=State.ADMITTED)
        .exclude(placed)
        .exclude(pk__in=resting(cohort))
        .distinct()
        .count(),
        tandems=tandems,
        without_meeting=number_without_date(cohort, now),
        attention=number_waiting(cohort, now),
        failed_mails=Mail.objects.filter(programme_id=cohort.programme_id, state=MailState.FAILED).count(),
        latest_run=latest,
        awaiting_me=bool(latest and latest.state == RunState.SUBMITTED and latest.submitted_by_id != person.pk),
    )


@dataclass(frozen=True)
class Group:
    """Lines of the checklist that belong to one phase. `due`: something in it is open, and its time has come."""

    label: str
    checks: list[Check]
    due: bool

    @property
    def missing(self) -> list[Check]:
        return [check for check in self.checks if not check.done]

    @property
    def done(self) -> int:
        return len(self.checks) - len(self.missing)


def checklist(cohort: Cohort, *, today: dt.date) -> list[Group]:
    """The office's checklist by phase; what has to be done before the call comes first."""
    checks = checklist_of(cohort, today)
    begun = {""} | {step.kind for step in cohort.steps(today) if step.opens_on <= today}
    if cohort.is_over(today):
        begun = set()
    elif is_preparing(cohort, today=today):
        begun.add(PhaseKind.CALL)
    groups = [("", gettext("Before the call")), *((kind.value, str(kind.label)) for kind in PhaseKind)]
    found = [(phase, label, [check for check in checks if check.phase == phase]) for phase, label in groups]
    return [
        Group(label, lines, due=phase in begun and not all(check.done for check in lines))
        for phase, label, lines in found
        if lines
    ]


def is_preparing(cohort: Cohort, *, today: dt.date) -> bool:
    """Whether nobody can apply yet: the call is still to come, or has not been released."""
    if cohort.is_over(today):
        return False
    coming = any(step.kind == PhaseKind.CALL and step.opens_on > today for step in cohort.steps(today))
    return coming or not cohort.call_released
