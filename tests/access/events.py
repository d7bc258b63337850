"""A member's event is theirs whom it is for; the office runs it; link pages are for whoever holds the link."""

MEANT = "mentor:{0} anonymous:302 *:404"
MENTEE = "mentee:{0} anonymous:302 *:404"
OFFICE = "office:{0} office2:{0} anonymous:302 *:404"
NOBODY = "anonymous:302 *:404"
EVENT = "events/<int:pk>/"
LIST = "office/cohorts/<int:cohort_id>/events/"
ONE = f"{LIST}<int:pk>/"
INDUCTION = "office/cohorts/<int:cohort_id>/induction/"
COHORT = {"cohort_id": "cohort_id"}
SAMPLE = COHORT | {"pk": "event_id"}

# The event of the cast is a training for mentors.
ROUTES = {
    "links/events/<str:token>/": {"GET": "*:404", "POST": "*:404"},
    "links/preparation/<str:token>/": {"GET": "*:404", "POST": "*:404"},
    EVENT: {"GET": MEANT.format(200), "sample": SAMPLE},
    # An empty form is no answer.
    f"{EVENT}answer/": {"POST": MEANT.format(422), "sample": SAMPLE},
    # Nobody has a place yet.
    f"{EVENT}invitation.ics": {"GET": NOBODY, "sample": SAMPLE},
    "preparation/<int:pk>/": {
        "GET": MENTEE.format(200),
        "POST": MENTEE.format(422),
        "sample": {"pk": "mentee_application_id"},
    },
    LIST: {"GET": OFFICE.format(200), "sample": COHORT},
    f"{LIST}new/": {"GET": OFFICE.format(200), "POST": OFFICE.format(422), "sample": COHORT},
    ONE: {"GET": OFFICE.format(200), "sample": SAMPLE},
    f"{ONE}edit/": {"GET": OFFICE.format(200), "POST": OFFICE.format(422), "sample": SAMPLE},
    f"{ONE}cancel/": {"GET": OFFICE.format(200), "POST": OFFICE.format(302), "sample": SAMPLE},
    f"{ONE}invite/": {"POST": OFFICE.format(302), "sample": SAMPLE},
    f"{ONE}people/<int:application_id>/": {
        "POST": OFFICE.format(302),
        "sample": SAMPLE | {"application_id": "mentor_application_id"},
    },
    # It has not begun yet.
    f"{ONE}attendance/": {"GET": NOBODY, "POST": NOBODY, "sample": SAMPLE},
    f"{ONE}list/": {"GET": OFFICE.format(200), "sample": SAMPLE},
    f"{ONE}export/<slug:sort>/": {"GET": NOBODY, "sample": SAMPLE},
    INDUCTION: {"GET": OFFICE.format(200), "sample": COHORT},
    f"{INDUCTION}remind/": {"POST": OFFICE.format(302), "sample": COHORT},
}
