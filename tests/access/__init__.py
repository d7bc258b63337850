"""Who gets which answer: one module a room, `ROUTES` maps a route to methods and a line of expectations.

    ROUTES = {
        "office/cohorts/<int:cohort_id>/applications/": {
            "GET": "office:200 office2:200 anonymous:302 *:404",
            "sample": {"cohort_id": "cohort_id"},
        },
    }

A line reads "role:status …"; `*` is every role not named (tests/cast.py lists them). A method that is not there must
answer 405 to everybody. Parts of the path are unknown ids (999999) unless `sample` names an attribute of the cast.
"""
