"""Figures are read by the office, and by whoever reads the sums; before there is a picture nothing is exported."""

from .tandems import COHORT, NOBODY, OFFICE

WATCHERS = "office:200 office2:200 sponsor:200 council:200 anonymous:302 *:404"
HERE = "cohorts/<int:cohort_id>/"

ROUTES = {
    f"office/{HERE}evaluation/network/": {"GET": OFFICE, "sample": COHORT},
    f"{HERE}network/": {"GET": WATCHERS, "sample": COHORT},
    f"{HERE}network/export/<slug:sort>/": {"GET": NOBODY, "sample": COHORT | {"sort": "certificate_language"}},
}
