"""The office's documents: what holds, what changed, and who reads it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.models import StaleError
from augenhoehe.messaging.enums import Language
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part
from augenhoehe.programmes.views.office import FORM_METHODS

from .. import selectors, services
from ..differences import compare
from ..filling import PLACEHOLDERS, values_of
from ..forms import DocumentForm, RestoreForm
from ..kinds import DocumentKind, document_kind

PER_PAGE = 20


def kind_or_404(cohort: Cohort, key: str) -> DocumentKind:
    kind = document_kind(cohort, key)
    if kind is None:
        raise Http404
    return kind


@require_safe
@login_required
def documents(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Every document of the programme: its wording, and who reads it."""
    cohort = managed_cohort(request.user, cohort_id)
    found = selectors.documents_of(cohort)
    context = {"cohort": cohort, "documents": found, "backing": cohort.uses(Part.BACKING)}
    return render(request, "documents/office_documents.html", context)


@require_safe
@login_required
def document(request: MemberRequest, cohort_id: int, key: str) -> HttpResponse:
    """One document as it reads now, and its editions."""
    cohort = managed_cohort(request.user, cohort_id)
    kind = kind_or_404(cohort, key)
    found = selectors.in_force(kind, cohort.programme_id)
    editions = Paginator(selectors.editions_of(kind, cohort.programme_id), PER_PAGE)
    context = {
        "cohort": cohort,
        "document": found,
        "reading": selectors.reading_of(found, cohort, get_language() or "de"),
        "page": editions.get_page(request.GET.get("page")),
        "languages": Language.choices,
    }
    return render(request, "documents/office_document.html", context)


@require_http_methods(FORM_METHODS)
@login_required
def edit(request: MemberRequest, cohort_id: int, key: str) -> HttpResponse:
    """Write a document anew: look at it with the cohort's values, or save it as an edition."""
    cohort = managed_cohort(request.user, cohort_id)
    kind = kind_or_404(cohort, key)
    stored = selectors.in_force(kind, cohort.programme_id)
    if request.method != "POST":
        return _edit_page(request, cohort, kind, DocumentForm(stored=stored))
    form = DocumentForm(request.POST, stored=stored)
    if not form.is_valid():
        return _edit_page(request, cohort, kind, form, status=422)
    if "preview" in request.POST:
        return _edit_page(request, cohort, kind, form, previews=_previews(form, cohort))
    try:
        services.save_edition(
            actor=request.user,
            programme=cohort.programme,
            kind=kind,
            texts=form.texts(),
            note=form.cleaned_data["note"],
            based_on=form.cleaned_data["based_on"],
        )
    except StaleError:
        now = selectors.in_force(kind, cohort.programme_id)
        data = request.POST.copy()
        data["based_on"] = str(now.number)
        again = DocumentForm(data, stored=now)
        return _edit_page(request, cohort, kind, again, status=409, conflict=form.conflict_with(now))
    messages.success(request, _("Saved. This edition holds from now on."))
    return redirect("office-document", cohort_id=cohort.pk, key=kind.key)


def _previews(form: DocumentForm, cohort: Cohort) -> list[tuple[Any, selectors.Reading]]:
    data = form.cleaned_data
    return [
        (one.label, selectors.filled(data[f"title_{one}"], data[f"body_{one}"], cohort, one.value)) for one in Language
    ]


def _edit_page(
    request: MemberRequest, cohort: Cohort, kind: DocumentKind, form: DocumentForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    values = values_of(cohort, get_language() or "de")
    placeholders = [(f"{{{name}}}", meaning, values[name]) for name, meaning in PLACEHOLDERS.items()]
    context = {"cohort": cohort, "kind": kind, "form": form, "placeholders": placeholders, **more}
    return render(request, "documents/edit.html", context, status=status)


@require_safe
@login_required
def edition(request: MemberRequest, cohort_id: int, key: str, number: int) -> HttpResponse:
    """An edition beside another one (?with=; by default the one before it)."""
    cohort = managed_cohort(request.user, cohort_id)
    kind = kind_or_404(cohort, key)
    other = request.GET.get("with", "")
    version = selectors.edition_of(kind, cohort.programme_id, number)
    before = selectors.edition_of(kind, cohort.programme_id, int(other) if other.isdecimal() else max(number - 1, 0))
    if version is None or before is None:
        raise Http404
    current = selectors.in_force(kind, cohort.programme_id)
    context = {
        "cohort": cohort,
        "kind": kind,
        "version": version,
        "before": before,
        "current": current.number,
        "changes": [
            (one.label, one.value, compare("\n".join(before.texts[one]), "\n".join(version.texts[one])))
            for one in Language
        ],
        "others": [one for one in range(current.number, -1, -1) if one != number][:50],
    }
    return render(request, "documents/edition.html", context)


@require_POST
@login_required
def restore(request: MemberRequest, cohort_id: int, key: str, number: int) -> HttpResponse:
    """Put an earlier edition in force again."""
    cohort = managed_cohort(request.user, cohort_id)
    kind = kind_or_404(cohort, key)
    try:
        done = services.restore_edition(
            actor=request.user,
            programme=cohort.programme,
            kind=kind,
            number=number,
            based_on=RestoreForm(request.POST).number(),
        )
    except StaleError:
        messages.warning(request, _("Somebody has saved another edition in the meantime. Please look at it first."))
        return redirect("office-document", cohort_id=cohort.pk, key=kind.key)
    if done is None:
        raise Http404
    messages.success(request, _("This text holds again, as a new edition."))
    return redirect("office-document", cohort_id=cohort.pk, key=kind.key)
