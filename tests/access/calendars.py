"""Everybody keeps their own times, the office the places of its programme, the administrator the ways between sites."""

OWN = "anonymous:302 *:200"
OWN_FORM = "anonymous:302 *:422"
NOBODYS = "anonymous:302 *:404"
OFFICE = "office:200 office2:200 anonymous:302 *:404"
FORM = "office:422 office2:422 anonymous:302 *:404"
DONE = "office:302 office2:302 anonymous:302 *:404"
COHORT = {"cohort_id": "cohort_id"}
PLACE = {**COHORT, "place_id": "place_id"}
PLACES = "office/cohorts/<int:cohort_id>/places/"

ROUTES = {
    "times/": {"GET": OWN, "POST": OWN_FORM},
    "times/calendars/": {"GET": OWN},
    "times/calendars/new/<slug:kind>/": {"GET": OWN, "POST": OWN_FORM, "sample": {"kind": "calendar_kind"}},
    "times/calendars/<int:source_id>/delete/": {
        "POST": "mentor:302 anonymous:302 *:404",
        "sample": {"source_id": "source_id"},
    },
    "times/feed/": {"GET": OWN, "POST": NOBODYS},
    "times/feed/new/": {"POST": OWN},
    "times/feed/close/": {"POST": "*:302"},
    "times/assistants/": {"GET": OWN, "POST": OWN_FORM},
    "times/mailbox/": {"GET": OWN, "POST": OWN_FORM},
    "assistance/": {"GET": OWN},
    "assistance/<int:assistance_id>/end/": {
        "POST": "mentee:302 assistant:302 anonymous:302 *:404",
        "sample": {"assistance_id": "assistance_id"},
    },
    # Whoever knows the address reads the dates; nobody knows this one.
    "feeds/<str:token>.ics": {"GET": "*:404"},
    "cohorts/<int:cohort_id>/places/": {
        "GET": "office:200 office2:200 sponsor:200 council:200 mentor:200 mentee:200 anonymous:302 *:404",
        "sample": COHORT,
    },
    PLACES: {"GET": OFFICE, "sample": COHORT},
    f"{PLACES}new/": {"GET": OFFICE, "POST": FORM, "sample": COHORT},
    f"{PLACES}<int:place_id>/": {"GET": OFFICE, "POST": FORM, "sample": PLACE},
    f"{PLACES}<int:place_id>/delete/": {"POST": DONE, "sample": PLACE},
    f"{PLACES}<int:place_id>/dates/": {"POST": FORM, "sample": PLACE},
    f"{PLACES}<int:place_id>/dates/<int:held_id>/drop/": {"POST": DONE, "sample": {**PLACE, "held_id": "held_id"}},
    "installation/travel/": {"GET": "admin:200 anonymous:302 *:404", "POST": "admin:422 anonymous:302 *:404"},
    "installation/travel/<int:travel_id>/delete/": {
        "POST": "admin:302 anonymous:302 *:404",
        "sample": {"travel_id": "travel_id"},
    },
}
