"""The page that a mentee reads before the first talk, and who has done so."""

from collections.abc import Iterable

from django.db.models import QuerySet

from augenhoehe.applications.enums import Side, State
from augenhoehe.applications.models import Application
from augenhoehe.documents.blocks import Bullets
from augenhoehe.documents.selectors import Reading, read
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from ..models import Preparation
from ..papers import READING, STATEMENTS


def is_prepared(application: Application) -> bool:
    """Whether nothing stands before the first talk: done, or not asked for (mentors; cohorts without this part)."""
    if not is_asked(application):
        return True
    return Preparation.objects.filter(application=application).exists()


def unprepared(applications: Iterable[Application]) -> set[int]:
    """Keys of those among them who still have to prepare. One query, where their cohorts were fetched along."""
    asked = [one for one in applications if is_asked(one)]
    done = set(Preparation.objects.filter(application__in=asked).values_list("application_id", flat=True))
    return {one.pk for one in asked} - done


def is_asked(application: Application) -> bool:
    """Whether the preparation is a duty of this person at all."""
    return (
        application.side == Side.MENTEE
        and application.state == State.ADMITTED
        and application.cohort.uses(Part.PREPARATION)
    )


def mentees(cohort: Cohort) -> QuerySet[Application]:
    """Everybody of the cohort who has to prepare, by name."""
    return Application.objects.filter(cohort=cohort, side=Side.MENTEE, state=State.ADMITTED)


def reading(language: str, cohort: Cohort) -> Reading:
    """The short reading."""
    return read(READING, cohort, language)


def statements(language: str, cohort: Cohort) -> list[str]:
    """The statements to confirm: the lines of the text's lists, in order."""
    blocks = read(STATEMENTS, cohort, language).blocks
    return [item for block in blocks if isinstance(block, Bullets) for item in block.items]
