"""Figures as files: a workbook with a sheet for each table, or one table as CSV. No cell is ever a formula."""

from collections.abc import Iterable, Mapping

from django.http import Http404, HttpResponse

from augenhoehe.intake.writing import XLSX, Value, sheet_title, write_csv, write_xlsx

from .tables import Table, rows_of


def workbook(tables: Iterable[Table], name: str) -> HttpResponse:
    """All of them; a title that two tables share gets a number. 404 where there are none yet."""
    sheets: dict[str, list[list[Value]]] = {}
    for table in tables:
        sheets[_free(sheet_title(table.title), sheets)] = rows_of(table)
    if not sheets:
        raise Http404
    return _file(write_xlsx(sheets), XLSX, f"{name}.xlsx")


def sheet(tables: Mapping[str, Table], key: str, name: str) -> HttpResponse:
    """One of them; 404 for a table that is not there."""
    if key not in tables:
        raise Http404
    return _file(write_csv(rows_of(tables[key])), "text/csv; charset=utf-8", f"{name}-{key}.csv")


def _free(title: str, taken: Iterable[str]) -> str:
    used = {one.lower() for one in taken}
    if title.lower() not in used:
        return title
    return next(name for number in range(2, 100) if (name := f"{title[:28]} {number}").lower() not in used)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
