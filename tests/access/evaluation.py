"""What a cohort achieved: its office, in sums the sponsor and the staff council, and everybody once it is published."""

from .tandems import COHORT, OFFICE

PAGE = "office/cohorts/<int:cohort_id>/evaluation/"
REPORT = f"{PAGE}report/<slug:language>/"
PUBLIC = "programmes/<slug:slug>/reports/<slug:cohort_slug>/<slug:language>/"
ONE = {**COHORT, "language": "report.language"}
TEXT = {**ONE, "chapter": "report_chapter"}
SHOWN = {"slug": "programme.slug", "cohort_slug": "cohort.slug", "language": "report.language"}
WATCHING = "office:200 office2:200 sponsor:200 council:200 anonymous:302 *:404"
DONE = "office:302 office2:302 anonymous:302 *:404"
TYPED = "office:422 office2:422 anonymous:302 *:404"
# There is no such table, and no other cohort.
NOTHING = "anonymous:302 *:404"

ROUTES = {
    PAGE: {"GET": OFFICE, "sample": COHORT},
    f"{PAGE}workbook/": {"GET": OFFICE, "sample": COHORT},
    f"{PAGE}tables/<slug:key>/": {"GET": NOTHING, "sample": COHORT},
    f"{PAGE}beside/<int:other_id>/": {"GET": NOTHING, "sample": COHORT},
    f"{PAGE}report/": {"GET": OFFICE, "sample": COHORT},
    f"{PAGE}report/make/": {"POST": DONE, "sample": COHORT},
    REPORT: {"GET": OFFICE, "sample": ONE},
    f"{REPORT}make/": {"POST": DONE, "sample": ONE},
    f"{REPORT}renew/": {"POST": DONE, "sample": ONE},
    f"{REPORT}publish/": {"POST": DONE, "sample": ONE},
    f"{REPORT}withdraw/": {"POST": DONE, "sample": ONE},
    # It is no joint one.
    f"{REPORT}ask/": {"POST": NOTHING, "sample": ONE},
    f"{REPORT}pdf/": {"GET": OFFICE, "sample": ONE},
    f"{REPORT}rate/": {"GET": OFFICE, "POST": TYPED, "sample": ONE},
    f"{REPORT}texts/<slug:chapter>/": {"GET": OFFICE, "POST": TYPED, "sample": TEXT},
    "cohorts/<int:cohort_id>/sums/": {"GET": WATCHING, "sample": COHORT},
    "cohorts/<int:cohort_id>/sums/workbook/": {"GET": WATCHING, "sample": COHORT},
    PUBLIC: {"GET": "*:200", "sample": SHOWN},
    f"{PUBLIC}pdf/": {"GET": "*:200", "sample": SHOWN},
    "links/report/<str:token>/": {"GET": "*:404", "POST": "*:404"},
}
