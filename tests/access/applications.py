_OFFICE = "office:{0} office2:{0} anonymous:302 *:404"
_COHORT = {"cohort_id": "cohort_id"}
_ONE = {"cohort_id": "cohort_id", "pk": "mentor_application_id"}
_MINE = {"pk": "mentor_application_id"}
_LIST = "office/cohorts/<int:cohort_id>/applications/"
_EVERYBODY = "anonymous:302 mentor:302 mentee:302 *:200"

ROUTES = {
    # whoever has applied goes on with their application
    "cohorts/<int:cohort_id>/apply/": {
        "GET": _EVERYBODY,
        "POST": "anonymous:302 *:422",
        "sample": _COHORT,
    },
    "applications/<int:pk>/": {"GET": "mentor:200 anonymous:302 *:404", "sample": _MINE},
    # the mentor of the cast is in a tandem, which holds the application
    "applications/<int:pk>/withdraw/": {
        "GET": "mentor:200 anonymous:302 *:404",
        "POST": "mentor:409 anonymous:302 *:404",
        "sample": _MINE,
    },
    # nobody has asked anything
    "applications/<int:pk>/question/": {
        "GET": "anonymous:302 *:404",
        "POST": "anonymous:302 *:404",
        "sample": _MINE,
    },
    "applications/<int:pk>/hours/": {"GET": "mentor:200 anonymous:302 *:404", "sample": _MINE},
    # the links are for whoever holds them, the other page for the supervisor who is asked; nobody is
    "questions/<str:token>/": {"GET": "*:404", "POST": "*:404"},
    "applying/<str:token>/": {"GET": "*:404"},
    "applying/<str:token>/need/result/": {"GET": "*:404"},
    "applying/<str:token>/<slug:step>/": {"GET": "*:404", "POST": "*:404"},
    "need-checks/<str:token>/": {"GET": "*:404", "POST": "*:404"},
    "need-checks/<str:token>/statements/": {"GET": "*:404", "POST": "*:404"},
    "need-checks/<str:token>/result/": {"GET": "*:404"},
    "working-time/<str:token>/": {"GET": "*:404", "POST": "*:404"},
    "working-time/<str:token>/note/": {"GET": "*:404"},
    "approvals/<int:pk>/": {"GET": "anonymous:302 *:404", "POST": "anonymous:302 *:404"},
    "approvals/<int:pk>/note/": {"GET": "anonymous:302 *:404"},
    "approvals/<int:pk>/note.pdf": {"GET": "anonymous:302 *:404"},
    "working-time/<str:token>/note.pdf": {"GET": "*:404"},
    "applications/<int:pk>/hours.pdf": {"GET": "mentor:200 anonymous:302 *:404", "sample": _MINE},
    f"{_LIST}<int:pk>/approval/": {"GET": _OFFICE.format(200), "POST": _OFFICE.format(422), "sample": _ONE},
    # a mentor has no need check
    "applications/<int:pk>/need/result/": {"GET": "anonymous:302 *:404", "sample": _MINE},
    "applications/<int:pk>/<slug:step>/": {
        "GET": "anonymous:302 *:404",
        "POST": "anonymous:302 *:404",
        "sample": _MINE,
    },
    _LIST: {"GET": _OFFICE.format(200), "sample": _COHORT},
    f"{_LIST}decide/": {"POST": _OFFICE.format(302), "sample": _COHORT},
    f"{_LIST}selection/": {"GET": _OFFICE.format(200), "sample": _COHORT},
    f"{_LIST}selection/compare/": {"GET": _OFFICE.format(200), "sample": _COHORT},
    f"{_LIST}selection/ask/": {"POST": _OFFICE.format(302), "sample": _COHORT},
    f"{_LIST}proposals/": {"GET": _OFFICE.format(200), "POST": _OFFICE.format(302), "sample": _COHORT},
    f"{_LIST}reserve/": {"GET": _OFFICE.format(200), "sample": _COHORT},
    f"{_LIST}invite/": {"GET": _OFFICE.format(200), "POST": _OFFICE.format(422), "sample": _COHORT},
    f"{_LIST}export/<slug:sort>/": {"GET": "anonymous:302 *:404", "sample": _COHORT},
    f"{_LIST}import/": {"GET": _OFFICE.format(200), "POST": _OFFICE.format(422), "sample": _COHORT},
    f"{_LIST}import/<int:upload_id>/": {
        "GET": "anonymous:302 *:404",
        "POST": "anonymous:302 *:404",
        "sample": _COHORT,
    },
    f"{_LIST}<int:pk>/": {"GET": _OFFICE.format(200), "POST": _OFFICE.format(422), "sample": _ONE},
    f"{_LIST}<int:pk>/return/": {"GET": _OFFICE.format(200), "POST": _OFFICE.format(422), "sample": _ONE},
    f"{_LIST}<int:pk>/move/": {"POST": _OFFICE.format(302), "sample": _ONE},
    "office/cohorts/<int:cohort_id>/topics/coverage/": {"GET": _OFFICE.format(200), "sample": _COHORT},
}
