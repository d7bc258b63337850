"""Talks are the office's; a mentor sees their own, and the notes once they are handed out."""

from .tandems import COHORT, OFFICE

TALKS = "office/cohorts/<int:cohort_id>/evaluation/talks/"
TALK = f"{TALKS}<int:feedback_id>/"
TYPED = "office:422 office2:422 anonymous:302 *:404"
DONE = "office:302 office2:302 anonymous:302 *:404"
OWN = "mentor:200 anonymous:302 *:404"
ONE = COHORT | {"feedback_id": "feedback.pk"}
ASKED = COHORT | {"talk_question_id": "talk_question.pk"}
MENTOR = COHORT | {"application_id": "mentor_application.pk"}
NOBODY = "anonymous:302 *:404"

ROUTES = {
    "feedback-talks/<int:feedback_id>/": {"GET": OWN, "sample": {"feedback_id": "feedback.pk"}},
    "feedback-talks/<int:feedback_id>/ask/": {
        "POST": "mentor:302 anonymous:302 *:404",
        "sample": {"feedback_id": "feedback.pk"},
    },
    TALKS: {"GET": OFFICE, "sample": COHORT},
    f"{TALKS}suggest/": {"POST": DONE, "sample": COHORT},
    # the cast's tandem is only asked yet
    f"{TALKS}with/<int:application_id>/": {"GET": NOBODY, "POST": NOBODY, "sample": MENTOR},
    f"{TALKS}questions/": {"GET": OFFICE, "sample": COHORT},
    f"{TALKS}questions/new/": {"GET": OFFICE, "POST": TYPED, "sample": COHORT},
    f"{TALKS}questions/<int:talk_question_id>/": {"GET": OFFICE, "POST": TYPED, "sample": ASKED},
    f"{TALKS}themes/<int:theme_id>/lesson/": {
        "GET": OFFICE,
        "POST": TYPED,
        "sample": COHORT | {"theme_id": "theme.pk"},
    },
    TALK: {"GET": OFFICE, "sample": ONE},
    # it was held
    f"{TALK}edit/": {"GET": NOBODY, "POST": NOBODY, "sample": ONE},
    f"{TALK}notes/": {"GET": OFFICE, "POST": TYPED, "sample": ONE},
    f"{TALK}cancel/": {"POST": DONE, "sample": ONE},
    f"{TALK}hand-out/": {"POST": DONE, "sample": ONE},
    f"{TALK}lesson/": {"GET": OFFICE, "POST": TYPED, "sample": ONE},
}
