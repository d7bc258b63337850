OFFICE = "office:200 office2:200 anonymous:302 *:404"
FORM = "office:422 office2:422 anonymous:302 *:404"
COHORT = {"cohort_id": "cohort_id"}
TOPICS = "office/cohorts/<int:cohort_id>/topics/"

ROUTES = {
    f"{TOPICS}pool/": {"GET": OFFICE, "sample": COHORT},
    f"{TOPICS}new/": {"GET": OFFICE, "POST": FORM, "sample": COHORT},
    f"{TOPICS}<int:topic_id>/": {"GET": OFFICE, "POST": FORM, "sample": {**COHORT, "topic_id": "topic_id"}},
    f"{TOPICS}categories/new/": {"GET": OFFICE, "POST": FORM, "sample": COHORT},
    f"{TOPICS}categories/<int:category_id>/": {
        "GET": OFFICE,
        "POST": FORM,
        "sample": {**COHORT, "category_id": "topic.category_id"},
    },
    f"{TOPICS}categories/<int:category_id>/delete/": {"POST": "anonymous:302 *:404", "sample": COHORT},
}
