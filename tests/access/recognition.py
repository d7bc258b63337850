"""Certificates are the office's to issue and their holder's to keep; whether one counts everybody may ask."""

OFFICE = "office:200 office2:200 anonymous:302 *:404"
OFFICE_DOES = "office:302 office2:302 anonymous:302 *:404"
OFFICE_TYPES = "office:422 office2:422 anonymous:302 *:404"
HOLDER = "mentor:200 anonymous:302 *:404"
HOLDER_DOES = "mentor:302 anonymous:302 *:404"
ALL = "*:200"
NOTHING = "*:404"
COHORT = "office/cohorts/<int:cohort_id>/recognition/"
IN_COHORT = {"cohort_id": "cohort_id"}
SOMEBODY = IN_COHORT | {"application_id": "mentor_application_id"}
CERTIFICATE = "office/certificates/<int:pk>/"
MINE = "certificates/<int:pk>/"
ONE = {"pk": "certificate_id"}
BENEFITS = f"{COHORT}benefits/"
ROUND = f"{BENEFITS}rounds/<int:round_id>/"
BENEFIT = IN_COHORT | {"benefit_id": "benefit_id"}
A_ROUND = IN_COHORT | {"round_id": "benefit_round_id"}
NOBODY_YET = "anonymous:302 *:404"

ROUTES = {
    COHORT: {"GET": OFFICE, "sample": IN_COHORT},
    f"{COHORT}rule/": {"GET": OFFICE, "POST": OFFICE_TYPES, "sample": IN_COHORT},
    # The mentor has a certificate already.
    f"{COHORT}people/<int:application_id>/include/": {
        "GET": "anonymous:302 *:404",
        "POST": "anonymous:302 *:404",
        "sample": SOMEBODY,
    },
    f"{COHORT}people/<int:application_id>/exclude/": {"POST": OFFICE_DOES, "sample": SOMEBODY},
    f"{COHORT}issue/": {"GET": OFFICE, "POST": OFFICE_TYPES, "sample": IN_COHORT},
    f"{COHORT}issue/<int:issue_id>/": {"GET": OFFICE, "sample": IN_COHORT | {"issue_id": "certificate_issue_id"}},
    CERTIFICATE: {"GET": OFFICE, "sample": ONE},
    f"{CERTIFICATE}revoke/": {"POST": OFFICE_TYPES, "sample": ONE},
    f"{CERTIFICATE}reissue/": {"POST": OFFICE_TYPES, "sample": ONE},
    "certificates/": {"GET": "anonymous:302 *:200"},
    MINE: {"GET": HOLDER, "sample": ONE},
    f"{MINE}paper/<slug:language>/": {"GET": HOLDER, "sample": ONE | {"language": "certificate_language"}},
    # Tests have no key, so there are no badges.
    f"{MINE}badge/<slug:form>/": {"GET": "anonymous:302 *:404", "sample": ONE},
    f"{MINE}topics/": {"POST": "mentor:422 anonymous:302 *:404", "sample": ONE},
    f"{MINE}publish/": {"POST": HOLDER_DOES, "sample": ONE},
    f"{MINE}withdraw/": {"POST": HOLDER_DOES, "sample": ONE},
    BENEFITS: {"GET": OFFICE, "sample": IN_COHORT},
    f"{BENEFITS}fill/": {"POST": OFFICE_DOES, "sample": IN_COHORT},
    f"{BENEFITS}new/": {"GET": OFFICE, "POST": OFFICE_TYPES, "sample": IN_COHORT},
    # The round is over: there is nothing to open and nothing to propose.
    f"{BENEFITS}open/": {"GET": OFFICE_DOES, "POST": OFFICE_DOES, "sample": IN_COHORT},
    f"{BENEFITS}<int:benefit_id>/": {"GET": OFFICE, "POST": OFFICE_TYPES, "sample": BENEFIT},
    f"{BENEFITS}<int:benefit_id>/remove/": {"POST": OFFICE_DOES, "sample": BENEFIT},
    f"{ROUND}proposal/": {"GET": OFFICE_DOES, "POST": OFFICE_DOES, "sample": A_ROUND},
    f"{ROUND}places/": {"GET": OFFICE, "sample": A_ROUND},
    f"{ROUND}export/<slug:sort>/": {"GET": OFFICE, "sample": A_ROUND | {"sort": "export_sort"}},
    f"{BENEFITS}places/<int:place_id>/": {
        "GET": OFFICE,
        "POST": OFFICE_TYPES,
        "sample": IN_COHORT | {"place_id": "given_id"},
    },
    # Both have still to confirm: who took part in no tandem yet may not wish.
    "benefits/<int:pk>/": {"GET": NOBODY_YET, "POST": NOBODY_YET, "sample": {"pk": "benefit_round_id"}},
    "benefits/<int:pk>/none/": {"POST": NOBODY_YET, "sample": {"pk": "benefit_round_id"}},
    "benefits/<int:pk>/give-back/": {"POST": NOBODY_YET, "sample": {"pk": "benefit_round_id"}},
    "check/": {"GET": ALL},
    "check/<str:code>/": {"GET": ALL, "POST": ALL, "sample": {"code": "certificate.code"}},
    "badges/issuer/": {"GET": ALL},
    "badges/keys/": {"GET": ALL},
    "badges/keys/<str:name>/": {"GET": NOTHING},
    "badges/status/<int:number>/": {"GET": NOTHING},
    "badges/<uuid:uid>/": {"GET": ALL, "sample": {"uid": "certificate.entry.uid"}},
}
