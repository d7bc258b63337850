OFFICE = "office:200 office2:200 anonymous:302 *:404"
FORM = "office:422 office2:422 anonymous:302 *:404"
DONE = "office:302 office2:302 anonymous:302 *:404"
ADMIN = "admin:200 anonymous:302 *:404"
ADMIN_FORM = "admin:422 anonymous:302 *:404"
COHORT = {"cohort_id": "cohort_id"}
LESSON = {**COHORT, "lesson_id": "lesson_id"}
PROGRAMME = {"programme_id": "programme_id"}
SETTINGS = "office/cohorts/<int:cohort_id>/settings/"

ROUTES = {
    "rules/<int:cohort_id>/": {
        "GET": "mentor:200 mentee:200 office:200 office2:200 council:200 anonymous:302 *:404",
        "sample": COHORT,
    },
    "office/programmes/": {"GET": "anonymous:302 *:200"},
    "office/programmes/<int:programme_id>/cohorts/new/": {"GET": OFFICE, "POST": FORM, "sample": PROGRAMME},
    "office/programmes/archive/": {"GET": "anonymous:302 *:200"},
    "office/programmes/<int:programme_id>/cohorts/pilot/": {"GET": OFFICE, "POST": FORM, "sample": PROGRAMME},
    # the staff council's own page
    "council/<int:cohort_id>/": {"GET": "council:200 anonymous:302 *:404", "sample": COHORT},
    SETTINGS: {"GET": OFFICE, "POST": FORM, "sample": COHORT},
    f"{SETTINGS}phases/": {"GET": OFFICE, "POST": FORM, "sample": COHORT},
    f"{SETTINGS}rules/": {"GET": OFFICE, "POST": FORM, "sample": COHORT},
    f"{SETTINGS}aims/": {"GET": OFFICE, "POST": FORM, "sample": COHORT},
    f"{SETTINGS}roles/": {"GET": OFFICE, "POST": FORM, "sample": COHORT},
    f"{SETTINGS}roles/<int:role_id>/withdraw/": {"POST": "anonymous:302 *:404", "sample": COHORT},
    f"{SETTINGS}programme/": {"GET": OFFICE, "POST": FORM, "sample": COHORT},
    f"{SETTINGS}parts/": {"GET": OFFICE, "POST": FORM, "sample": COHORT},
    f"{SETTINGS}working-time/": {"GET": OFFICE, "POST": FORM, "sample": COHORT},
    f"{SETTINGS}gate/": {"GET": OFFICE, "POST": FORM, "sample": COHORT},
    # an empty form lacks the version, and for taking back the reason
    f"{SETTINGS}gate/release/": {"POST": FORM, "sample": COHORT},
    f"{SETTINGS}gate/take-back/": {"POST": FORM, "sample": COHORT},
    # the cast's cohort is not over and stays where it is
    f"{SETTINGS}archive/": {"POST": DONE, "sample": COHORT},
    f"{SETTINGS}restore/": {"POST": DONE, "sample": COHORT},
    f"{SETTINGS}compare/": {"GET": OFFICE, "sample": COHORT},
    f"{SETTINGS}lessons/": {"GET": OFFICE, "POST": FORM, "sample": COHORT},
    f"{SETTINGS}lessons/<int:lesson_id>/": {"GET": OFFICE, "POST": FORM, "sample": LESSON},
    f"{SETTINGS}history/": {"GET": OFFICE, "sample": COHORT},
    "installation/programmes/": {"GET": ADMIN},
    "installation/programmes/new/": {"GET": ADMIN, "POST": ADMIN_FORM},
    "installation/programmes/<int:programme_id>/office/": {"GET": ADMIN, "POST": ADMIN_FORM, "sample": PROGRAMME},
}
