"""What talks were about, in sums."""

from dataclasses import dataclass

from django.db.models import Count, Q

from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.sums import at_least

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


def themes_for_others(cohort: Cohort) -> list[tuple[str, int]]:
    """Theme and "at least so many talks", for everybody else; empty below ten talks, and no theme of fewer than five.

    Themes overlap, so that no table adds up: each is told as a multiple of five that stays five below the whole
    (`tandems.sums`). Two queries.
    """
    talks = cohort.talks.filter(state=TalkState.HELD).count()
    told = ((str(one.theme), at_least(one.talks, talks)) for one in themes_of(cohort))
    return [(name, number) for name, number in told if number]
