"""Figures are read by the office, and by whoever reads the sums; before there is a picture nothing is exported.

The directory is read by those who take or took part, and by no office.
"""

from .tandems import COHORT, NOBODY, OFFICE

WATCHERS = "office:200 office2:200 sponsor:200 council:200 anonymous:302 *:404"
HERE = "cohorts/<int:cohort_id>/"
ALUMNI = f"{HERE}alumni/"
THOSE = "mentor:200 mentee:200 anonymous:302 *:404"

ROUTES = {
    f"office/{HERE}evaluation/network/": {"GET": OFFICE, "sample": COHORT},
    f"{HERE}network/": {"GET": WATCHERS, "sample": COHORT},
    f"{HERE}network/export/<slug:sort>/": {"GET": NOBODY, "sample": COHORT | {"sort": "certificate_language"}},
    ALUMNI: {"GET": THOSE, "sample": COHORT},
    # No tandem has closed yet, and nobody stands in the directory.
    f"{ALUMNI}me/": {"GET": NOBODY, "POST": NOBODY, "sample": COHORT},
    f"{ALUMNI}me/leave/": {"POST": NOBODY, "sample": COHORT},
    "links/alumni/<str:token>/": {"GET": "*:404", "POST": "*:404"},
}
