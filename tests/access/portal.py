ROUTES = {
    "": {"GET": "*:302"},
    "home/": {"GET": "anonymous:302 *:200"},
    "office/cohorts/<int:cohort_id>/": {
        "GET": "office:200 office2:200 anonymous:302 *:404",
        "sample": {"cohort_id": "cohort_id"},
    },
    "accessibility/": {"GET": "*:200"},
    "privacy/": {"GET": "*:200"},
    "who-sees-what/": {"GET": "*:200"},
    "demo/": {"GET": "*:404", "POST": "*:404", "PUT": "*:404", "PATCH": "*:404", "DELETE": "*:404"},
}
