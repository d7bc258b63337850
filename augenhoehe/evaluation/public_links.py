"""Reports on the programme's public page."""

from collections.abc import Iterator

from django.urls import reverse

from augenhoehe.outreach.links import PublicLink, register_links
from augenhoehe.programmes.models import Programme

from .models import Report
from .paper import title_of


def reports(programme: Programme) -> Iterator[PublicLink]:
    """All published ones, the latest cohort first. One query."""
    found = Report.objects.published().filter(cohort__programme=programme).defer("figures")
    for report in found.select_related("cohort__programme").order_by("-cohort__starts_on", "language"):
        args = [programme.slug, report.cohort.slug, report.language]
        yield PublicLink(title_of(report), reverse("public-report", args=args), report.language)


register_links("evaluation.reports", reports)
