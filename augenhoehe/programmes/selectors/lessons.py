"""What earlier cohorts taught, and what is still to be decided about it."""

from django.db.models import Q, QuerySet

from augenhoehe.programmes.enums import LessonState
from augenhoehe.programmes.models import Cohort, Lesson, Programme


def carried_lessons(cohort: Cohort) -> QuerySet[Lesson]:
    """Lessons of the programme's earlier cohorts that this one still has to decide about."""
    earlier = Lesson.objects.filter(cohort__programme=cohort.programme_id, cohort__starts_on__lt=cohort.starts_on)
    return earlier.undecided().select_related("cohort")


def lessons_beside(programme: Programme, last: Cohort | None) -> QuerySet[Lesson]:
    """What to read while planning the next cohort: all lessons of the last one, and older ones that are undecided."""
    wanted = Q(state=LessonState.OPEN) | Q(cohort=last)
    return Lesson.objects.filter(wanted, cohort__programme=programme).select_related("cohort").order_by("-created_at")


def open_lessons(cohort: Cohort) -> int:
    """How many lessons of earlier cohorts wait for a decision."""
    return carried_lessons(cohort).count()
