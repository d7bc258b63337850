"""The need check: what it says to the applicant and to the office."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import (
    Level,
    Recommendation,
    Relevance,
    Side,
    State,
    Statement,
    Tried,
    Way,
)
from augenhoehe.applications.models import Application, NeedCheck, TopicAnswer
from augenhoehe.applications.rules import checks_need, recommendation, way_for
from augenhoehe.programmes.models import Cohort
from augenhoehe.topics.digcomp import AREAS

WAITING: Final = (State.SUBMITTED, State.RESERVE)

_WHY: Final[dict[tuple[Way, int], Any]] = {
    (Way.TANDEM, Level.NEW): _(
        "It matters and is new: somebody who shows it on real tasks, and stays for six months, helps most."
    ),
    (Way.TANDEM, Level.KNOW): _(
        "It matters and is known by name only: trying it out together, on one’s own tasks, is what no course can give."
    ),
    (Way.CONSULTATION, Level.USE): _(
        "It matters and is in use already: an hour or two with an expert answers the open questions sooner."
    ),
    (Way.COURSE, Level.NEW): _("It is useful, not urgent: a course gives the basics, at one’s own pace."),
    (Way.COURSE, Level.KNOW): _("It is useful, not urgent: a course or a learning programme deepens what is known."),
    (Way.NOTHING, Level.USE): _("It is useful and in use already."),
    (Way.NOTHING, Level.SHOW): _("This could even be shown to others."),
}


@dataclass(frozen=True)
class NeedLine:
    """One topic: what helps with it, and why."""

    topic: str
    way: Way
    level: str
    relevance: str
    occasion: str
    area: int | None
    why: Any

    @property
    def lacks_occasion(self) -> bool:
        return self.way == Way.TANDEM and not self.occasion


@dataclass(frozen=True)
class Need:
    """The result of a need check in words."""

    recommendation: Recommendation
    lines: list[NeedLine]
    check: NeedCheck | None

    @property
    def ways(self) -> list[tuple[Way, list[NeedLine]]]:
        """What helps → its topics, those first for which a tandem is best."""
        return [(way, found) for way in Way if (found := [line for line in self.lines if line.way == way])]

    @property
    def areas(self) -> list[tuple[Any, list[NeedLine]]]:
        """Area of DigComp → its topics; topics outside of the framework are left out."""
        return [(name, found) for pk, name in AREAS.items() if (found := [one for one in self.lines if one.area == pk])]

    @property
    def statements(self) -> list[tuple[Any, bool]]:
        """Each statement and whether the person confirmed it."""
        said = self.check.statements if self.check else []
        return [(one.label, one.value in said) for one in Statement]

    @property
    def tried(self) -> list[str]:
        return [str(Tried(one).label) for one in (self.check.tried if self.check else []) if one in Tried.values]

    @property
    def lacks_occasions(self) -> bool:
        return any(line.lacks_occasion for line in self.lines)

    @property
    def done(self) -> bool:
        return self.recommendation != Recommendation.MISSING


def need_of(application: Application) -> Need | None:
    """The need check of an application; None where it is no part of the form. Two queries at most."""
    if not checks_need(application.side, application.cohort):
        return None
    check = NeedCheck.objects.filter(application=application).first()
    answers = application.topics.select_related("topic")
    return _need(check, [one for one in answers if one.relevance])


def is_asked_of(application: Application) -> bool:
    """Whether a need check is still of use: the application waits, and its cohort has the step and is not over."""
    stands = application.state in WAITING and application.cohort.archived_at is None
    return stands and checks_need(application.side, application.cohort)


def _need(check: NeedCheck | None, answers: list[TopicAnswer]) -> Need:
    ordered = sorted(answers, key=lambda one: (-one.relevance, one.level))
    done = check is not None and check.done_at is not None
    return Need(
        recommendation(
            [(one.level, one.relevance) for one in answers],
            done=done,
            time_confirmed=check is not None and check.time_confirmed,
        ),
        [_line(one) for one in ordered],
        check,
    )


def _line(one: TopicAnswer) -> NeedLine:
    way = way_for(one.level, one.relevance)
    return NeedLine(
        topic=str(one.topic),
        way=way,
        level=str(Level(one.level).label),
        relevance=str(Relevance(one.relevance).label),
        occasion=one.occasion,
        area=one.topic.digcomp,
        why=_WHY[way, one.level],
    )


def without_check(cohort: Cohort) -> QuerySet[Application]:
    """Mentees whose application waits and who have not filled in a need check."""
    waiting = Application.objects.filter(cohort=cohort, side=Side.MENTEE, state__in=WAITING)
    return waiting.exclude(need_check__done_at__isnull=False)


def with_recommendation(found: QuerySet[Application]) -> QuerySet[Application]:
    """Each row with its `recommended`, as `rules.recommendation` says; "" for mentors."""
    tandem = TopicAnswer.objects.filter(
        application=OuterRef("pk"), level__lte=Level.KNOW, relevance__gte=Relevance.MUCH
    )
    return found.annotate(
        recommended=Case(
            When(side=Side.MENTOR, then=Value("")),
            When(need_check__done_at__isnull=True, then=Value(Recommendation.MISSING.value)),
            When(~Exists(tandem), then=Value(Recommendation.OTHER_WAY.value)),
            When(need_check__time_confirmed=True, then=Value(Recommendation.RECOMMENDED.value)),
            default=Value(Recommendation.TIME_OPEN.value),
            output_field=CharField(),
        )
    )
