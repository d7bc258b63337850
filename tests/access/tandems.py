"""A tandem's pages are its two partners'; the office reads the list; the link page is for whoever holds the link."""

OWN = "mentor:200 mentee:200 anonymous:302 *:404"
OFFICE = "office:200 office2:200 anonymous:302 *:404"
NOBODY = "anonymous:302 *:404"
TANDEM = "tandems/<int:pk>/"
MEETING = f"{TANDEM}meeting/<int:meeting_pk>/"
LIST = "office/cohorts/<int:cohort_id>/tandems/"
SAMPLE = {"pk": "tandem_id"}
COHORT = {"cohort_id": "cohort_id"}

ROUTES = {
    "links/<str:token>/": {"GET": "*:404", "POST": "*:404"},
    TANDEM: {"GET": OWN, "sample": SAMPLE},
    # An empty form is no answer.
    f"{TANDEM}answer/": {"POST": "mentor:422 mentee:422 anonymous:302 *:404", "sample": SAMPLE},
    f"{TANDEM}confirm/": {"POST": "mentor:422 mentee:422 anonymous:302 *:404", "sample": SAMPLE},
    # Both are only asked yet: there is no meeting.
    f"{TANDEM}meeting/": {"GET": NOBODY, "POST": NOBODY, "sample": SAMPLE},
    MEETING: {"GET": NOBODY, "sample": SAMPLE},
    "links/dates/<str:token>/": {"GET": "*:404", "POST": "*:404"},
    "dates/<int:meeting_pk>/": {"GET": NOBODY, "POST": NOBODY},
    "dates/<str:side>/<int:pk>/": {"GET": NOBODY, "POST": NOBODY, "sample": SAMPLE},
    f"{TANDEM}series/": {"GET": NOBODY, "POST": NOBODY, "sample": SAMPLE},
    f"{TANDEM}meetings/": {"GET": NOBODY, "sample": SAMPLE},
    f"{MEETING}record/": {"POST": NOBODY, "sample": SAMPLE},
    f"{MEETING}missed/": {"POST": NOBODY, "sample": SAMPLE},
    f"{MEETING}edit/": {"GET": NOBODY, "POST": NOBODY, "sample": SAMPLE},
    f"{MEETING}cancel/": {"POST": NOBODY, "sample": SAMPLE},
    f"{MEETING}keep/": {"POST": NOBODY, "sample": SAMPLE},
    f"{MEETING}invitation.ics": {"GET": NOBODY, "sample": SAMPLE},
    LIST: {"GET": OFFICE, "sample": COHORT},
    f"{LIST}tags/": {"GET": OFFICE, "sample": COHORT},
    f"{LIST}attention/": {"GET": OFFICE, "sample": COHORT},
    f"{LIST}attention/propose/": {"POST": "office:422 office2:422 anonymous:302 *:404", "sample": COHORT},
    f"{LIST}<int:pk>/": {"GET": OFFICE, "sample": COHORT | SAMPLE},
    f"{LIST}<int:pk>/end/": {"POST": "office:302 office2:302 anonymous:302 *:404", "sample": COHORT | SAMPLE},
    "office/cohorts/<int:cohort_id>/matching/runs/<int:number>/publish/": {
        "GET": NOBODY,
        "POST": NOBODY,
        "sample": COHORT,
    },
}
