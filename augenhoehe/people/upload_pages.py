"""Two pages that bring tables in: choose the files; check columns, rows and problems, then import.

Rooms above use them for their own kinds: `upload_page` and `check_page`, with two addresses of their own.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext as _

from augenhoehe.intake.writing import XLSX, write_xlsx
from augenhoehe.people import services
from augenhoehe.people.forms import CheckForm, UploadForm
from augenhoehe.people.importing import BadRowsError, Kind, Outcome, Reading, import_reading, understand
from augenhoehe.people.models import Upload
from augenhoehe.people.previews import previews


def upload_page(
    request: HttpRequest,
    kind: Kind,
    *,
    check: str,
    back: str,
    scope: int | None = None,
    place: str = "",
    **arguments: Any,
) -> HttpResponse:
    """Take the files and lead to their check. `check` and `back` are names of addresses with these
    `arguments`; `check` gets `upload_id` besides. `place` stands above the title.
    """
    if request.method == "GET" and "empty" in request.GET:
        return _empty_table(kind, scope)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*posted, kind=kind, scope=scope)
    if form.is_valid():
        upload = services.store_upload(
            kind=kind.key,
            tables=form.tables,
            actor=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
            scope=scope,
        )
        return redirect(check, upload_id=upload.pk, **arguments)
    context = {
        "form": form,
        "kind": kind,
        "fields": kind.schema(scope).fields,
        "place": place,
        "back": reverse(back, kwargs=arguments),
    }
    return render(request, "people/upload.html", context, status=422 if form.is_bound else 200)


def _empty_table(kind: Kind, scope: int | None) -> HttpResponse:
    """A workbook with the headings that are known, to be filled in; in German where that is the reader's language."""
    german = get_language() == "de"
    fields = kind.schema(scope).fields
    headings = [field.headings[0] if german and field.headings else gettext(field.label) for field in fields]
    response = HttpResponse(write_xlsx({str(kind.title)[:31]: [headings]}), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{kind.key.rpartition(".")[2]}.xlsx"'
    return response


def check_page(
    request: HttpRequest,
    kind: Kind,
    upload_id: int,
    *,
    back: str,
    scope: int | None = None,
    place: str = "",
    **arguments: Any,
) -> HttpResponse:
    """Show what the stored tables say; take the mapping, import, or give up. Only for whoever uploaded them."""
    upload = get_object_or_404(
        Upload,
        pk=upload_id,
        kind=kind.key,
        scope_id=scope,
        uploaded_by=request.user,
        expires_at__gt=timezone.now(),
    )
    action = request.POST.get("action", "")
    if action == "discard":
        services.discard_upload(upload=upload)
        messages.success(request, _("What you uploaded was deleted; nothing was imported."))
        return redirect(back, **arguments)
    reading, form = _read(request, kind, upload)
    context = {"place": place, "back": reverse(back, kwargs=arguments)}
    if form.is_bound and not form.is_valid():
        return _check(request, kind, reading, form, context, status=422)
    if action == "import":
        try:
            outcome = import_reading(kind, reading, actor=request.user, scope=scope, **form.decisions())  # type: ignore[arg-type]
        except BadRowsError:
            return _check(request, kind, reading, form, context | {"refused": True}, status=422)
        services.discard_upload(upload=upload)
        messages.success(request, outcome_text(outcome))
        return redirect(back, **arguments)
    return _check(request, kind, reading, form, context)


def _read(request: HttpRequest, kind: Kind, upload: Upload) -> tuple[Reading, CheckForm]:
    """What the tables say with the columns as stored, or as chosen on the page, which are then stored."""
    data = request.POST if request.method == "POST" else None
    tables = upload.tables
    reading = understand(kind, tables, scope=upload.scope_id, choices=upload.mapping)
    form = CheckForm(data, kind=kind, reading=reading)
    if not form.is_valid() or (choices := form.choices()) == reading.choices():
        return reading, form
    services.keep_mapping(upload=upload, mapping=choices)
    reading = understand(kind, tables, scope=upload.scope_id, choices=choices)
    return reading, CheckForm(data, kind=kind, reading=reading)


def _check(
    request: HttpRequest,
    kind: Kind,
    reading: Reading,
    form: CheckForm,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    context |= {
        "kind": kind,
        "reading": reading,
        "form": form,
        "files": previews(kind, reading, form),
        "options": [form[option.key] for option in kind.options],
    }
    return render(request, "people/upload_check.html", context, status=status)


def outcome_text(outcome: Outcome) -> str:
    """What an import did, in one sentence."""
    if not outcome.added and not outcome.changed:
        return _("Everything was here already; nothing changed.")
    added = ngettext("%(n)s row added", "%(n)s rows added", outcome.added) % {"n": outcome.added}
    changed = ngettext("%(n)s row changed", "%(n)s rows changed", outcome.changed) % {"n": outcome.changed}
    same = ngettext("%(n)s row unchanged", "%(n)s rows unchanged", outcome.unchanged) % {"n": outcome.unchanged}
    return f"{added}, {changed}, {same}."
