"""Workshops: the office's pages, and those that the event code opens to everybody."""

_OFFICE = "office:{0} office2:{0} anonymous:302 *:404"
_COHORT = {"cohort_id": "cohort_id"}
_ONE = {"cohort_id": "cohort_id", "workshop_id": "workshop_id"}
_GROUP = {**_ONE, "group_id": "group_id"}
_TOPICS = "office/cohorts/<int:cohort_id>/topics/"
_WORKSHOP = f"{_TOPICS}workshops/<int:workshop_id>/"
_CODE = {"code": "workshop.code"}

ROUTES = {
    f"{_TOPICS}offer/": {"GET": _OFFICE.format(200), "POST": _OFFICE.format(302), "sample": _COHORT},
    f"{_TOPICS}workshops/": {"GET": _OFFICE.format(200), "sample": _COHORT},
    f"{_TOPICS}workshops/new/": {"GET": _OFFICE.format(200), "POST": _OFFICE.format(422), "sample": _COHORT},
    _WORKSHOP: {"GET": _OFFICE.format(200), "sample": _ONE},
    f"{_WORKSHOP}edit/": {"GET": _OFFICE.format(200), "POST": _OFFICE.format(422), "sample": _ONE},
    f"{_WORKSHOP}board/": {"GET": _OFFICE.format(200), "sample": _ONE},
    # an empty form names no state
    f"{_WORKSHOP}state/": {"POST": "anonymous:302 *:404", "sample": _ONE},
    f"{_WORKSHOP}arrange/": {"POST": _OFFICE.format(422), "sample": _ONE},
    f"{_WORKSHOP}groups/<int:group_id>/": {"GET": _OFFICE.format(200), "POST": _OFFICE.format(422), "sample": _GROUP},
    f"{_WORKSHOP}groups/<int:group_id>/undo/": {"POST": _OFFICE.format(302), "sample": _GROUP},
    # results are taken from a closed workshop only
    f"{_WORKSHOP}results/": {"GET": _OFFICE.format(200), "POST": _OFFICE.format(302), "sample": _ONE},
    f"{_WORKSHOP}results/<int:group_id>/reopen/": {"POST": _OFFICE.format(302), "sample": _GROUP},
    "w/": {"GET": "*:200", "POST": "*:422"},
    "w/<str:code>/": {"GET": "*:200", "sample": _CODE},
    "w/<str:code>/board/": {"GET": "*:200", "sample": _CODE},
    "w/<str:code>/add/": {"POST": "*:422", "sample": _CODE},
    "w/<str:code>/vote/": {"POST": "*:422", "sample": _CODE},
    "w/<str:code>/wall/": {"GET": "*:200", "sample": _CODE},
    "w/<str:code>/wall/board/": {"GET": "*:200", "sample": _CODE},
    "w/<str:code>/qr.svg": {"GET": "*:200", "sample": _CODE},
}
