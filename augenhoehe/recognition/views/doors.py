"""Who reaches what here; 404 for everybody else."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from augenhoehe.people.models import Person
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from ..models import Certificate
from ..selectors.holder import certificates_of


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
