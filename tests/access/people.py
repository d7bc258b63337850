ADMIN = "admin:200 anonymous:302 *:404"
FORM = "admin:422 anonymous:302 *:404"
UNKNOWN = "anonymous:302 *:404"

ROUTES = {
    # Without settings for a single sign-on there is none.
    "accounts/oidc/<slug:provider_id>/login/": {"GET": "*:404", "POST": "*:404"},
    "accounts/oidc/<slug:provider_id>/login/callback/": {"GET": "*:404"},
    "profile/": {"GET": "anonymous:302 *:200", "POST": "anonymous:302 *:422"},
    "profile/relations/": {"GET": "anonymous:302 *:200", "POST": "anonymous:302 *:422"},
    "profile/relations/<slug:key>/delete/": {"POST": "anonymous:302 *:404"},
    "installation/": {"GET": ADMIN},
    "installation/people/": {"GET": ADMIN},
    "installation/people/new/": {"GET": ADMIN, "POST": FORM},
    "installation/people/<int:person_id>/": {"GET": ADMIN, "POST": FORM, "sample": {"person_id": "stranger_id"}},
    "installation/units/": {"GET": ADMIN},
    "installation/units/new/": {"GET": ADMIN, "POST": FORM},
    "installation/units/<int:place_id>/": {"GET": ADMIN, "POST": FORM, "sample": {"place_id": "mentor.unit_id"}},
    "installation/units/<int:place_id>/delete/": {"POST": UNKNOWN},
    "installation/sites/": {"GET": ADMIN},
    "installation/sites/new/": {"GET": ADMIN, "POST": FORM},
    "installation/sites/<int:place_id>/": {"GET": UNKNOWN, "POST": UNKNOWN},
    "installation/sites/<int:place_id>/delete/": {"POST": UNKNOWN},
    "installation/grades/": {"GET": ADMIN},
    "installation/grades/default/": {"POST": "admin:302 anonymous:302 *:404"},
    "installation/grades/new/": {"GET": ADMIN, "POST": FORM},
    "installation/grades/<int:place_id>/": {"GET": UNKNOWN, "POST": UNKNOWN},
    "installation/grades/<int:place_id>/delete/": {"POST": UNKNOWN},
    "installation/import/units/": {"GET": ADMIN, "POST": FORM},
    "installation/import/units/<int:upload_id>/": {"GET": UNKNOWN, "POST": UNKNOWN},
    "installation/import/persons/": {"GET": ADMIN, "POST": FORM},
    "installation/import/persons/<int:upload_id>/": {"GET": UNKNOWN, "POST": UNKNOWN},
    "installation/import/relations/": {"GET": ADMIN, "POST": FORM},
    "installation/import/relations/<int:upload_id>/": {"GET": UNKNOWN, "POST": UNKNOWN},
}
