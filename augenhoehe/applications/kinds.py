"""The tables of applications that an office may bring, for the pages of `people.upload_pages`."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from augenhoehe.people.importing import Kind, Option, Part

from .enums import Side
from .services import importing

APPLICATIONS: Final = Kind(
    key="applications",
    title=_("Import applications"),
    lead=_(
        "Two tables, one of mentors and one of mentees, or one table with a column for the role. Each row "
        "becomes a submitted application that you decide on."
    ),
    schema=importing.schema,
    run=importing.run,
    parts=(
        Part("mentors", _("Table of mentors"), _("mentors"), {"role": Side.MENTOR.value}),
        Part("mentees", _("Table of mentees"), _("mentees"), {"role": Side.MENTEE.value}),
        Part("both", _("Or one table of both, with a column for the role"), _("mentors and mentees")),
    ),
    options=(
        Option(
            "admit",
            _("Admit everybody at once"),
            _(
                "Only if you have already decided about all of them. Each person gets a mail that they are in; where a "
                "second person confirms decisions, once that has happened."
            ),
        ),
    ),
    notes=(
        _("xlsx and csv, with German or English headings; tables in the format of mentor-match as well."),
        _("Columns about identity, sex, age, health, belief or appraisal are never read; the check page names them."),
        _("Persons and units that are not here yet are added. What people wrote themselves is never overwritten."),
        _("The same table twice changes nothing. If a row is wrong, nothing at all is imported unless you say so."),
    ),
)
