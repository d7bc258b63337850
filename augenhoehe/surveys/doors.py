"""Who reaches what of the office's pages here; 404 for everybody else."""

from django.http import Http404

from augenhoehe.people.models import Person
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from .enums import SurveyState
from .models import Survey
from .selectors.office import Questionnaire, questionnaire_of, wave_of


def cohort_with_surveys(person: Person, cohort_id: int) -> Cohort:
    """A cohort of the person's own office that asks questionnaires."""
    cohort = managed_cohort(person, cohort_id)
    if not cohort.uses(Part.SURVEYS):
        raise Http404
    return cohort


def managed_wave(person: Person, cohort_id: int, wave: str, *states: SurveyState) -> Survey:
    """A wave of such a cohort, in one of these states where any are given."""
    survey = wave_of(cohort_with_surveys(person, cohort_id), wave)
    if survey is None or (states and survey.state not in states):
        raise Http404
    return survey


def managed_questionnaire(person: Person, cohort_id: int, wave: str) -> tuple[Survey, Questionnaire]:
    """A wave of such a cohort with its programme's newest questionnaire."""
    survey = managed_wave(person, cohort_id, wave)
    found = questionnaire_of(survey.cohort, wave)
    if found is None:
        raise Http404
    return survey, found
