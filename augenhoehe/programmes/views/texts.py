"""The office's own wording of mails, in both languages."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.models import StaleError
from augenhoehe.messaging import selectors, services
from augenhoehe.messaging.forms import RestoreForm, TextForm
from augenhoehe.messaging.previews import Preview, preview
from augenhoehe.messaging.registry import TextKind
from augenhoehe.messaging.wording import shipped
from augenhoehe.programmes.models import Cohort

from ..doors import managed_cohort
from .office import FORM_METHODS

ROOMS = {
    "agreements": gettext_lazy("Agreement of the two"),
    "applications": gettext_lazy("Applications"),
    "calendars": gettext_lazy("Calendars and dates"),
    "care": gettext_lazy("Breaks, more months, early end"),
    "documents": gettext_lazy("Documents and backing"),
    "evaluation": gettext_lazy("Evaluation"),
    "events": gettext_lazy("Events and preparation"),
    "feedback": gettext_lazy("Feedback talks"),
    "matching": gettext_lazy("Matching"),
    "mirror": gettext_lazy("Perspective mirror"),
    "network": gettext_lazy("Network and alumni"),
    "notebook": gettext_lazy("Notes, messages and confidant"),
    "outreach": gettext_lazy("Public pages, questions, announcement"),
    "programmes": gettext_lazy("Programme"),
    "recognition": gettext_lazy("Recognition"),
    "surveys": gettext_lazy("Questionnaires"),
    "tandems": gettext_lazy("Tandems"),
    "undertakings": gettext_lazy("Undertakings and the end of the tandems"),
}


@require_safe
@login_required
def texts(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """All mails, by room."""
    cohort = managed_cohort(request.user, cohort_id)
    rooms = [(ROOMS[found.room], found.rows) for found in selectors.office_texts(cohort.programme_id)]
    return render(request, "messaging/texts.html", {"cohort": cohort, "rooms": rooms})


@require_http_methods(FORM_METHODS)
@login_required
def text(request: HttpRequest, cohort_id: int, key: str) -> HttpResponse:
    """One text in both languages: look at it with example values, or save it."""
    cohort = managed_cohort(request.user, cohort_id)
    kind = _kind_or_404(key)
    stored = selectors.texts_in_force(kind, cohort.programme_id)
    if request.method != "POST":
        return _page(request, cohort, kind, TextForm(kind=kind, stored=stored))
    form = TextForm(request.POST, kind=kind, stored=stored)
    if not form.is_valid():
        return _page(request, cohort, kind, form, status=422)
    if "preview" in request.POST:
        return _page(request, cohort, kind, form, previews=_previews(cohort, kind, form))
    try:
        services.reword(actor=request.user, kind=kind, programme_id=cohort.programme_id, texts=form.texts())
    except StaleError:
        conflict = _conflict(form, selectors.texts_in_force(kind, cohort.programme_id))
        if conflict:
            return _conflict_page(request, cohort, kind, conflict)
    messages.success(request, _("Saved. It holds for all mails from now on."))
    return redirect("office-text", cohort_id=cohort.pk, key=kind.key)


@require_POST
@login_required
def restore(request: HttpRequest, cohort_id: int, key: str) -> HttpResponse:
    """Back to the shipped text, in both languages."""
    cohort = managed_cohort(request.user, cohort_id)
    kind = _kind_or_404(key)
    seen = RestoreForm(request.POST).versions()
    try:
        services.restore(actor=request.user, kind=kind, programme_id=cohort.programme_id, versions=seen)
    except StaleError:
        stored = selectors.texts_in_force(kind, cohort.programme_id)
        if any(one.own for one in stored.values()):
            messages.warning(request, _("Somebody has changed this text in the meantime. Please look at it again."))
            return _page(request, cohort, kind, TextForm(kind=kind, stored=stored), status=409)
    messages.success(request, _("The shipped text holds again."))
    return redirect("office-text", cohort_id=cohort.pk, key=kind.key)


def _kind_or_404(key: str) -> TextKind:
    kind = selectors.office_text(key)
    if kind is None:
        raise Http404
    return kind


def _previews(cohort: Cohort, kind: TextKind, form: TextForm) -> list[Preview]:
    return [
        preview(language, text.subject, text.body, kind.examples(cohort, language))
        for language, text in form.texts().items()
    ]


def _conflict(form: TextForm, stored: dict[str, selectors.TextInForce]) -> list[tuple[Any, str]]:
    """Label and stored text of whatever differs from what was typed; empty after a double click."""
    differing = []
    for language, one in stored.items():
        for name, now in ((f"subject_{language}", one.subject), (f"body_{language}", one.body)):
            if form.cleaned_data[name] != now:
                differing.append((form.fields[name].label, now))
    return differing


def _conflict_page(
    request: HttpRequest, cohort: Cohort, kind: TextKind, conflict: list[tuple[Any, str]]
) -> HttpResponse:
    stored = selectors.texts_in_force(kind, cohort.programme_id)
    data = request.POST.copy()
    for language, one in stored.items():
        data[f"version_{language}"] = str(one.version)
    return _page(request, cohort, kind, TextForm(data, kind=kind, stored=stored), status=409, conflict=conflict)


def _page(
    request: HttpRequest, cohort: Cohort, kind: TextKind, form: TextForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    stored = selectors.texts_in_force(kind, cohort.programme_id)
    examples = kind.examples(cohort, get_language() or "de")
    context = {
        "cohort": cohort,
        "kind": kind,
        "form": form,
        "own": any(one.own for one in stored.values()),
        "versions": [(f"version_{language}", one.version) for language, one in stored.items()],
        "shipped": [(language, *shipped(kind, language)) for language in stored],
        "placeholders": [
            (f"{{{name}}}", meaning, Truncator(examples.get(name, "")).words(12))
            for name, meaning in kind.placeholders.items()
        ],
        **more,
    }
    return render(request, "messaging/text.html", context, status=status)
