from .programmes import COHORT, DONE, FORM, OFFICE

QUESTION = {**COHORT, "question_id": "question_id"}
WAVE = {**COHORT, "wave_id": "wave_id"}
ASKED = "office/cohorts/<int:cohort_id>/questions/<int:question_id>/"
CALL = "office/cohorts/<int:cohort_id>/announcement/"
SLUG = {"slug": "programme.slug"}

ROUTES = {
    # an empty form is told what is missing, whoever sends it
    "programmes/<slug:slug>/interest/": {"GET": "*:200", "POST": "*:422", "sample": SLUG},
    "programmes/<slug:slug>/question/": {"GET": "*:200", "POST": "*:422", "sample": SLUG},
    # nobody issued the sample's token
    "interest/<str:token>/": {"GET": "*:404", "POST": "*:404"},
    "interest/<str:token>/leave/": {"GET": "*:404", "POST": "*:404"},
    "announcements/<str:token>/leave/": {"GET": "*:404", "POST": "*:404"},
    "office/questions/<int:question_id>/": {"GET": DONE, "sample": {"question_id": "question_id"}},
    "office/programmes/<int:programme_id>/questions/": {"GET": DONE, "sample": {"programme_id": "programme_id"}},
    "office/cohorts/<int:cohort_id>/questions/": {"GET": OFFICE, "sample": COHORT},
    ASKED: {"GET": OFFICE, "sample": QUESTION},
    # an empty form lacks the version
    f"{ASKED}assign/": {"POST": FORM, "sample": QUESTION},
    f"{ASKED}answer/": {"POST": FORM, "sample": QUESTION},
    f"{ASKED}close/": {"POST": FORM, "sample": QUESTION},
    f"{ASKED}reopen/": {"POST": FORM, "sample": QUESTION},
    # the cast's question has no answer yet
    f"{ASKED}publish/": {"GET": "anonymous:302 *:404", "POST": "anonymous:302 *:404", "sample": QUESTION},
    "office/cohorts/<int:cohort_id>/interest/": {"GET": OFFICE, "sample": COHORT},
    "office/cohorts/<int:cohort_id>/interest/tell/": {"POST": DONE, "sample": COHORT},
    CALL: {"GET": OFFICE, "sample": COHORT},
    f"{CALL}propose/": {"POST": DONE, "sample": COHORT},
    f"{CALL}stop/": {"POST": DONE, "sample": COHORT},
    f"{CALL}new/": {"GET": OFFICE, "POST": FORM, "sample": COHORT},
    f"{CALL}<int:wave_id>/": {"GET": OFFICE, "sample": WAVE},
    f"{CALL}<int:wave_id>/edit/": {"GET": OFFICE, "POST": FORM, "sample": WAVE},
    f"{CALL}<int:wave_id>/stop/": {"POST": DONE, "sample": WAVE},
    f"{CALL}<int:wave_id>/test/": {"POST": DONE, "sample": WAVE},
}
