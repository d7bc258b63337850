"""What talks were about, in sums."""

from dataclasses import dataclass

from django.db.models import Count, Q

from augenhoehe.programmes.models import Cohort

from ..enums import TalkState
from ..models import Theme


@dataclass(frozen=True)
class ThemeSum:
    """A theme and the number of held talks with it."""

    theme: Theme
    talks: int


def themes_of(cohort: Cohort) -> list[ThemeSum]:
    """All themes of the cohort for its office, which reads the talks anyway. By name. One query."""
    held = Count("talks", filter=Q(talks__cohort=cohort, talks__state=TalkState.HELD))
    return [
        ThemeSum(one, one.n) for one in Theme.objects.annotate(n=held).filter(n__gt=0, programme=cohort.programme_id)
    ]


def themes_by_mentor(cohort: Cohort) -> dict[int, set[int]]:
    """Application of a mentor who has been talked with → ids of the themes that came up. One query."""
    found: dict[int, set[int]] = {}
    for mentor, theme in cohort.talks.filter(state=TalkState.HELD).values_list("mentor", "themes"):
        found.setdefault(mentor, set()).update([theme] if theme else [])
    return found
