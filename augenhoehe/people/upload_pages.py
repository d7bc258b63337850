"""Two pages that bring a table in: choose a file; check columns, rows and problems, then import.

Rooms above use them for their own kinds: `upload_page` and `check_page`, with two addresses of their own.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from augenhoehe.intake import Column, IntakeError, Parsed, Problem
from augenhoehe.people import services
from augenhoehe.people.forms import ColumnsForm, UploadForm
from augenhoehe.people.importing import BadRowsError, Kind, Outcome, import_parsed, problem_text, read
from augenhoehe.people.models import Upload

PREVIEW_ROWS = 5
PROBLEMS_SHOWN = 200


def upload_page(
    request: HttpRequest, kind: Kind, *, check: str, back: str, scope: int | None = None, **arguments: Any
) -> HttpResponse:
    """Take a file and lead to its check. `check` and `back` are names of addresses with these `arguments`;
    `check` gets `upload_id` besides.
    """
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            read(kind, data, name=file.name, scope=scope)
        except IntakeError as error:
            form.add_error("file", problem_text(error.problem))
        else:
            upload = services.store_upload(
                kind=kind.key,
                name=file.name,
                data=data,
                actor=request.user,  # type: ignore[arg-type]
                now=timezone.now(),
                scope=scope,
            )
            return redirect(check, upload_id=upload.pk, **arguments)
    context = {
        "form": form,
        "kind": kind,
        "fields": kind.schema(scope).fields,
        "back": back,
        "arguments": arguments,
    }
    return render(request, "people/upload.html", context, status=422 if request.method == "POST" else 200)


def check_page(
    request: HttpRequest, kind: Kind, upload_id: int, *, back: str, scope: int | None = None, **arguments: Any
) -> HttpResponse:
    """Show what a stored table says; take the mapping, import, or give up. Only for whoever uploaded it."""
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
        messages.success(request, _("The table was deleted; nothing was imported."))
        return redirect(back, **arguments)
    parsed = read(kind, bytes(upload.data), name=upload.file_name, scope=scope, choices=upload.mapping)
    form = _form(request.POST if request.method == "POST" else None, kind, parsed, scope)
    if not form.is_bound:
        return _check(request, kind, upload, parsed, form)
    if not form.is_valid():
        return _check(request, kind, upload, parsed, form, status=422)
    parsed, form = _remap(request, kind, upload, parsed, form)
    if action == "import":
        try:
            outcome = import_parsed(
                kind,
                parsed,
                take_good_rows=form.cleaned_data["take_good_rows"],
                actor=request.user,  # type: ignore[arg-type]
                scope=scope,
            )
        except BadRowsError:
            return _check(request, kind, upload, parsed, form, status=422, refused=True)
        services.discard_upload(upload=upload)
        messages.success(request, outcome_text(outcome))
        return redirect(back, **arguments)
    return _check(request, kind, upload, parsed, form)


def _form(data: Any, kind: Kind, parsed: Parsed, scope: int | None) -> ColumnsForm:
    targets = [("", _("leave out")), *((field.name, _(field.label)) for field in kind.schema(scope).fields)]
    return ColumnsForm(data, columns=parsed.mapping.columns, targets=targets)


def _remap(
    request: HttpRequest, kind: Kind, upload: Upload, parsed: Parsed, form: ColumnsForm
) -> tuple[Parsed, ColumnsForm]:
    """The table once more, with the columns as chosen on the page."""
    choices = form.choices()
    if choices == parsed.mapping.to_dict():
        return parsed, form
    again = read(kind, bytes(upload.data), name=upload.file_name, scope=upload.scope_id, choices=choices)
    services.keep_mapping(upload=upload, mapping=choices)
    form = _form(request.POST, kind, again, upload.scope_id)
    form.is_valid()
    return again, form


def _check(
    request: HttpRequest,
    kind: Kind,
    upload: Upload,
    parsed: Parsed,
    form: ColumnsForm,
    *,
    status: int = 200,
    refused: bool = False,
) -> HttpResponse:
    rows = parsed.records[:PREVIEW_ROWS]
    fields = [field for field in kind.schema(upload.scope_id).fields if field.name != "pay_grade"]
    # What the reading has completed is shown too: the level from the pay grade, the stage from the years.
    shown = [field for field in fields if any(record.get(field.name) is not None for record in rows)]
    context = {
        "kind": kind,
        "upload": upload,
        "parsed": parsed,
        "form": form,
        "columns": [(form[f"column-{one.index}"], _samples(parsed, one)) for one in parsed.mapping.columns],
        "preview_labels": [_(field.label) for field in shown],
        "preview": [
            (record.row, [_cell(record.get(field.name)) for field in shown]) for record in parsed.records[:PREVIEW_ROWS]
        ],
        "errors": _lines(parsed.errors),
        "warnings": _lines(parsed.warnings),
        "more_errors": max(0, len(parsed.errors) - PROBLEMS_SHOWN),
        "good": len(parsed.records),
        "bad": len(parsed.table.rows) - len(parsed.records),
        "refused": refused,
    }
    return render(request, "people/upload_check.html", context, status=status)


def _samples(parsed: Parsed, column: Column) -> list[str]:
    cells = (row.cells[column.index] for row in parsed.table.rows[:50])
    return list(dict.fromkeys(cell for cell in cells if cell))[:3]


def _cell(value: Any) -> str:
    if isinstance(value, frozenset | tuple):
        return ", ".join(sorted(map(str, value)))
    if isinstance(value, dict):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _lines(problems: tuple[Problem, ...]) -> list[tuple[int | None, str | None, str]]:
    return [(problem.row, problem.column, problem_text(problem)) for problem in problems[:PROBLEMS_SHOWN]]


def outcome_text(outcome: Outcome) -> str:
    """What an import did, in one sentence."""
    if not outcome.added and not outcome.changed:
        return _("Everything was here already; nothing changed.")
    added = ngettext("%(n)s row added", "%(n)s rows added", outcome.added) % {"n": outcome.added}
    changed = ngettext("%(n)s row changed", "%(n)s rows changed", outcome.changed) % {"n": outcome.changed}
    same = ngettext("%(n)s row unchanged", "%(n)s rows unchanged", outcome.unchanged) % {"n": outcome.unchanged}
    return f"{added}, {changed}, {same}."
