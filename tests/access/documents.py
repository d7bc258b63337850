"""The office writes, sponsor and staff council read all, whoever applied reads what is for them; the rest is public."""

OFFICE = "office:200 office2:200 anonymous:302 *:404"
FORM = "office:422 office2:422 anonymous:302 *:404"
ACT = "office:302 office2:302 anonymous:302 *:404"
# No account is needed for what is public: whoever may not read something does not learn that it exists.
READ = "office:200 office2:200 sponsor:200 council:200 mentor:200 mentee:200 *:404"
COHORT = {"cohort_id": "cohort_id"}
DOCUMENT = {**COHORT, "key": "document_key"}
EDITION = {**DOCUMENT, "number": "edition_number"}
KIND = {**COHORT, "kind": "backing_kind"}
DOCUMENTS = "office/cohorts/<int:cohort_id>/documents/"
BACKING = "office/cohorts/<int:cohort_id>/backing/"

ROUTES = {
    "cohorts/<int:cohort_id>/documents/": {"GET": READ, "sample": COHORT},
    "cohorts/<int:cohort_id>/documents/<slug:key>/": {"GET": READ, "sample": DOCUMENT},
    "cohorts/<int:cohort_id>/documents/<slug:key>/<slug:language>.pdf": {
        "GET": READ,
        "sample": {**DOCUMENT, "language": "mentor.language"},
    },
    "cohorts/<int:cohort_id>/backing/": {
        "GET": "office:200 office2:200 sponsor:200 anonymous:302 *:404",
        "sample": COHORT,
    },
    "cohorts/<int:cohort_id>/backing/<slug:kind>/invitation.ics": {
        "GET": "office:200 office2:200 sponsor:200 anonymous:302 *:404",
        "sample": KIND,
    },
    DOCUMENTS: {"GET": OFFICE, "sample": COHORT},
    f"{DOCUMENTS}<slug:key>/": {"GET": OFFICE, "sample": DOCUMENT},
    f"{DOCUMENTS}<slug:key>/edit/": {"GET": OFFICE, "POST": FORM, "sample": DOCUMENT},
    f"{DOCUMENTS}<slug:key>/editions/<int:number>/": {"GET": OFFICE, "sample": EDITION},
    f"{DOCUMENTS}<slug:key>/editions/<int:number>/restore/": {"POST": ACT, "sample": EDITION},
    BACKING: {"GET": OFFICE, "sample": COHORT},
    f"{BACKING}<slug:kind>/": {"GET": OFFICE, "POST": FORM, "sample": KIND},
    f"{BACKING}<slug:kind>/done/": {"POST": ACT, "sample": KIND},
    f"{BACKING}<slug:kind>/invite/": {"POST": ACT, "sample": KIND},
}
