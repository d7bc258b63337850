"""A cohort's documents for whoever may read them, with or without an account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from augenhoehe.common.public import public_page
from augenhoehe.messaging.enums import Language
from augenhoehe.programmes.models import Cohort

from ..kinds import document_kind
from ..pdf import Paper, pdf_response, render_pdf
from ..selectors import InForce, document_for, documents_for, reading_of


def any_cohort(cohort_id: int) -> Cohort:
    """A cohort; what of it somebody reads is asked of the selectors."""
    return get_object_or_404(Cohort.objects.select_related("programme"), pk=cohort_id)


def readable(request: HttpRequest, cohort: Cohort, key: str) -> InForce:
    """The document, or 404 where this person may not read it."""
    kind = document_kind(cohort, key)
    found = document_for(request.user, cohort, kind) if kind else None
    if found is None:
        raise Http404
    return found


@require_safe
@public_page
def documents(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """All documents of a cohort that this reader may see; 404 where there is none."""
    cohort = any_cohort(cohort_id)
    found = documents_for(request.user, cohort)
    if not found:
        raise Http404
    return render(request, "documents/documents.html", {"cohort": cohort, "documents": found})


@require_safe
@public_page
def document(request: HttpRequest, cohort_id: int, key: str) -> HttpResponse:
    """One document, to read and to print."""
    cohort = any_cohort(cohort_id)
    found = readable(request, cohort, key)
    reading = reading_of(found, cohort, get_language() or "de")
    context = {"cohort": cohort, "document": found, "reading": reading, "languages": Language.choices}
    return render(request, "documents/document.html", context)


@require_safe
def document_pdf(request: HttpRequest, cohort_id: int, key: str, language: str) -> HttpResponse:
    """The same as an accessible PDF, in the language that is asked for."""
    cohort = any_cohort(cohort_id)
    found = readable(request, cohort, key)
    if language not in Language.values:
        raise Http404
    reading = reading_of(found, cohort, language)
    paper = Paper(reading.title, language, reading.blocks, preline=_preline(cohort, language))
    return pdf_response(render_pdf(paper, now=timezone.now()), f"{key}-{language}")


def _preline(cohort: Cohort, language: str) -> str:
    return " · ".join(str(getattr(one, f"name_{language}")) for one in (cohort.programme, cohort))
