"""Figures are read by the office, and by whoever reads the sums; before there is a picture nothing is exported.

The directory is read by those who take or took part, and by no office.
"""

from .tandems import COHORT, NOBODY, OFFICE

WATCHERS = "office:200 office2:200 sponsor:200 council:200 anonymous:302 *:404"
HERE = "cohorts/<int:cohort_id>/"
ALUMNI = f"{HERE}alumni/"
CIRCLES = f"{HERE}circles/"
CIRCLE = f"{CIRCLES}<int:circle_id>/"
ONE = COHORT | {"circle_id": "circle_id"}
# The two of the cast have no closed tandem yet: they may join, and the office convenes.
CIRCLES_READERS = "mentor:200 mentee:200 office:200 office2:200 anonymous:302 *:404"
ADMITTED = "mentor:302 mentee:302 anonymous:302 *:404"
CONVENING = "office:302 office2:302 anonymous:302 *:404"
THOSE = "mentor:200 mentee:200 anonymous:302 *:404"

ROUTES = {
    f"office/{HERE}evaluation/network/": {"GET": OFFICE, "sample": COHORT},
    f"{HERE}network/": {"GET": WATCHERS, "sample": COHORT},
    f"{HERE}network/export/<slug:sort>/": {"GET": NOBODY, "sample": COHORT | {"sort": "certificate_language"}},
    ALUMNI: {"GET": THOSE, "sample": COHORT},
    # No tandem has closed yet, and nobody stands in the directory.
    f"{ALUMNI}me/": {"GET": NOBODY, "POST": NOBODY, "sample": COHORT},
    f"{ALUMNI}me/leave/": {"POST": NOBODY, "sample": COHORT},
    CIRCLES: {"GET": CIRCLES_READERS, "sample": COHORT},
    f"{CIRCLES}new/": {"GET": OFFICE, "POST": "office:422 office2:422 anonymous:302 *:404", "sample": COHORT},
    CIRCLE: {"GET": CIRCLES_READERS, "sample": ONE},
    f"{CIRCLE}edit/": {"GET": OFFICE, "POST": "office:422 office2:422 anonymous:302 *:404", "sample": ONE},
    f"{CIRCLE}join/": {"POST": ADMITTED, "sample": ONE},
    f"{CIRCLE}leave/": {"POST": ADMITTED, "sample": ONE},
    f"{CIRCLE}end/": {"POST": CONVENING, "sample": ONE},
    f"{CIRCLE}dates/new/": {
        "GET": OFFICE,
        "POST": "office:422 office2:422 anonymous:302 *:404",
        "sample": ONE,
    },
    f"{CIRCLE}dates/<int:date_id>/off/": {"POST": CONVENING, "sample": ONE | {"date_id": "circle_date_id"}},
    "links/alumni/<str:token>/": {"GET": "*:404", "POST": "*:404"},
}
