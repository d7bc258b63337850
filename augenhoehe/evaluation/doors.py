"""Who reaches which report; 404 for everybody else."""

from typing import Any

from django.shortcuts import get_object_or_404

from augenhoehe.programmes.doors import managed_cohort

from .models import Passage, Report


def managed_report(person: Any, cohort_id: int, language: str) -> Report:
    """A report of the person's own office."""
    cohort = managed_cohort(person, cohort_id)
    report = get_object_or_404(Report, cohort=cohort, language=language)
    report.cohort = cohort
    return report


def managed_passage(person: Any, cohort_id: int, language: str, chapter: str) -> Passage:
    """A chapter of such a report."""
    report = managed_report(person, cohort_id, language)
    passage = get_object_or_404(Passage, report=report, chapter=chapter)
    passage.report = report
    return passage


def public_report(slug: str, cohort_slug: str, language: str) -> Report:
    """A report that everybody may read."""
    found = Report.objects.published().select_related("cohort__programme")
    return get_object_or_404(found, cohort__programme__slug=slug, cohort__slug=cohort_slug, language=language)
