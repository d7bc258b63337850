"""Which fields of this room say something about a person, why they are kept, and who reads them.

Pictures count, once, and name nobody. The directory is the people's own: the office does not read it.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.registry import NOBODY, OFFICE, PROGRAMME, SELF, Erasure, Personal, classify

_WANTED: Final = _("until the person leaves the directory, or is erased")

classify(
    "network.Picture",
    personal={},
    impersonal=(
        *("cohort", "drawn_at", "tandems", "people", "crossing", "departments_reached", "departments_in_all"),
        *("levels_reached", "bridges", "departments", "levels", "pairs"),
    ),
)
classify(
    "network.AlumniEntry",
    personal={
        "person": Personal(_("who wants to be found"), _WANTED),
        "show_unit": Personal(_("whether the unit is shown"), _WANTED),
        "show_address": Personal(_("whether the work address is shown"), _WANTED),
        "line": Personal(_("what somebody says of themself to those who look"), _WANTED, confidential=True),
        "topics": Personal(_("what somebody can be asked about"), _WANTED),
        "reminded_at": Personal(_("to remind once a year"), _WANTED, exported=False),
    },
    impersonal=("programme", "cohort"),
    readers=(SELF, PROGRAMME),
    apart={"reminded_at": NOBODY},
)
classify(
    "network.LeaveLink",
    personal={"entry": Personal(_("whose link it is"), _("until it has expired, or with the entry"))},
    impersonal=("token_hash", "expires_at", "used_at"),
    readers=NOBODY,
)
_CIRCLE: Final = _("as long as the cohort")
classify(
    "network.Circle",
    personal={
        "proposed_by": Personal(_("who convenes the circle"), _CIRCLE, Erasure.BLANK),
        "title": Personal(_("what the circle is called, by who proposed it"), _CIRCLE, Erasure.KEEP),
        "about": Personal(_("what the circle is about, by who proposed it"), _CIRCLE, Erasure.KEEP),
    },
    impersonal=("cohort", "topic", "places", "ended_at"),
    readers=(SELF, OFFICE, PROGRAMME),
)
classify(
    "network.CircleMember",
    personal={
        "application": Personal(
            _("who is in the circle"), _("until the person leaves it, or as long as the application")
        ),
        "since": Personal(
            _("order of the waiting list"), _("until the person leaves it, or as long as the application")
        ),
    },
    impersonal=("circle",),
    readers=(SELF, PROGRAMME),
)
classify("network.CircleDate", personal={}, impersonal=("circle", "event"))
