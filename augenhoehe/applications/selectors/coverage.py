"""Which topics are wanted and which are offered."""

from dataclasses import dataclass

from django.db.models import Count, Q

from augenhoehe.applications.enums import Level, Relevance, Side, State
from augenhoehe.applications.models import TopicAnswer
from augenhoehe.programmes.models import Cohort
from augenhoehe.topics.models import Topic
from augenhoehe.topics.selectors import wishes_of

COUNTED = (State.SUBMITTED, State.ADMITTED, State.RESERVE)


@dataclass(frozen=True)
class Covered:
    """A topic with the mentors who use or can show it and the mentees who need it.

    `wishes` and `offers` are those of the topic workshops: people who need not have applied. As long as no application
    names the topic, they are what there is to go by.
    """

    topic: Topic
    mentors: int
    mentees: int
    wishes: int = 0
    offers: int = 0

    @property
    def gap(self) -> str:
        """unmet: wanted, not offered. idle: offered, not wanted. thin: more wanted than offered."""
        offered, wanted = (self.mentors, self.mentees) if self.named else (self.offers, self.wishes)
        if not offered and not wanted:
            return "nobody"
        if not offered:
            return "unmet"
        if not wanted:
            return "idle"
        return "thin" if offered < wanted else "met"

    @property
    def named(self) -> bool:
        """Whether applications name it."""
        return bool(self.mentors or self.mentees)


def coverage(cohort: Cohort, states: tuple[str, ...] = COUNTED) -> list[Covered]:
    """Every topic of the cohort in its order, counted over applications in these states.

    Four queries.
    """
    of = Q(application__side=Side.MENTOR, level__gte=Level.USE)
    needs = Q(application__side=Side.MENTEE, relevance__gte=Relevance.SOME)
    rows = (
        TopicAnswer.objects.filter(application__cohort=cohort, application__state__in=states)
        .order_by()
        .values("topic")
        .annotate(mentors=Count("pk", filter=of), mentees=Count("pk", filter=needs))
    )
    counts = {row["topic"]: (row["mentors"], row["mentees"]) for row in rows}
    said = wishes_of(cohort)
    topics = Topic.objects.of(cohort).select_related("category")
    return [
        Covered(topic, *counts.get(topic.pk, (0, 0)), *said.get(topic.pk, (0, 0)))
        for topic in topics
        if topic.offered or topic.pk in counts
    ]
