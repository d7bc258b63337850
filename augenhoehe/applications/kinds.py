"""The tables of applications that an office may bring, for the pages of `people.upload_pages`."""

from functools import partial
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from augenhoehe.people.importing import Kind

from .enums import Side
from .services import importing

_TITLES: Final[dict[str, Any]] = {
    "both": _("Import applications of mentors and mentees"),
    "mentors": _("Import applications of mentors"),
    "mentees": _("Import applications of mentees"),
}
_LEADS: Final[dict[bool, Any]] = {
    False: _("Each row becomes a submitted application that you decide on. Nobody gets a mail yet."),
    True: _("Each row becomes an admitted application, and each person gets a mail that they are in."),
}
_DEFAULTS: Final[dict[str, dict[str, str]]] = {
    "both": {},
    "mentors": {"role": Side.MENTOR.value},
    "mentees": {"role": Side.MENTEE.value},
}


def _kind(table: str, admit: bool) -> Kind:
    return Kind(
        key=f"applications.{table}{'_admitted' if admit else ''}",
        title=_TITLES[table],
        lead=_LEADS[admit],
        schema=importing.schema,
        run=partial(importing.run, admit=admit),
        defaults=_DEFAULTS[table],
    )


KINDS: Final[dict[str, Kind]] = {
    f"{table}{'-admitted' if admit else ''}": _kind(table, admit) for table in _TITLES for admit in (False, True)
}
