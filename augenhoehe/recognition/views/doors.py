"""Who reaches what here; 404 for everybody else."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from augenhoehe.applications.models import Application
from augenhoehe.people.models import Person
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from ..models import BenefitRound, Certificate
from ..selectors.holder import certificates_of
from ..selectors.wishing import rounds_of, wisher


def cohort_with_certificates(person: Person, cohort_id: int) -> Cohort:
    """A cohort of the person's own office that gives certificates."""
    cohort = managed_cohort(person, cohort_id)
    if not cohort.uses(Part.CERTIFICATES):
        raise Http404
    return cohort


def managed_certificate(person: Person, pk: int) -> Certificate:
    """A certificate of a cohort of the person's own office, whatever else that cohort does."""
    mine = Certificate.objects.filter(cohort__in=Cohort.objects.managed_by(person))
    return get_object_or_404(mine.select_related("entry", "cohort__programme", "person"), pk=pk)


def own_certificate(person: Person, pk: int) -> Certificate:
    return get_object_or_404(certificates_of(person), pk=pk)


def cohort_with_benefits(person: Person, cohort_id: int) -> Cohort:
    """A cohort of the person's own office that gives benefits."""
    cohort = managed_cohort(person, cohort_id)
    if not cohort.uses(Part.BENEFITS):
        raise Http404
    return cohort


def own_round(person: Person, pk: int) -> tuple[BenefitRound, Application]:
    """A round that the person may wish in, and as whom."""
    round_ = get_object_or_404(rounds_of(person), pk=pk)
    application = wisher(person, round_)
    if application is None:
        raise Http404
    return round_, application
