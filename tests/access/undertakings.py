"""The undertaking and the closing are the two's; the library is everybody's; numbers are the office's."""

NOBODY = "anonymous:302 *:404"
OFFICE = "office:200 office2:200 anonymous:302 *:404"
ALL = "*:200"
TANDEM = "tandems/<int:pk>/"
UNDERTAKING = f"{TANDEM}undertaking/"
STEP = f"{UNDERTAKING}steps/<int:step_pk>/"
LIBRARY = "programmes/<slug:slug>/library/"
SAMPLE = {"pk": "tandem_id"}
PUBLICATION = {"slug": "programme.slug", "publication_id": "publication_id"}

ROUTES = {
    # Both are only asked yet: they share no space.
    UNDERTAKING: {"GET": NOBODY, "sample": SAMPLE},
    f"{UNDERTAKING}edit/": {"GET": NOBODY, "POST": NOBODY, "sample": SAMPLE},
    f"{UNDERTAKING}steps/": {"GET": NOBODY, "POST": NOBODY, "sample": SAMPLE},
    STEP: {"GET": NOBODY, "POST": NOBODY, "sample": SAMPLE},
    f"{STEP}done/": {"POST": NOBODY, "sample": SAMPLE},
    f"{STEP}delete/": {"POST": NOBODY, "sample": SAMPLE},
    f"{UNDERTAKING}library/": {"GET": NOBODY, "sample": SAMPLE},
    f"{UNDERTAKING}library/edit/": {"GET": NOBODY, "POST": NOBODY, "sample": SAMPLE},
    f"{UNDERTAKING}library/agree/": {"POST": NOBODY, "sample": SAMPLE},
    f"{UNDERTAKING}library/take-back/": {"POST": NOBODY, "sample": SAMPLE},
    f"{TANDEM}closing/": {"GET": NOBODY, "sample": SAMPLE},
    f"{TANDEM}closing/reflection/": {"GET": NOBODY, "POST": NOBODY, "sample": SAMPLE},
    f"{TANDEM}closing/in-touch/": {"POST": NOBODY, "sample": SAMPLE},
    LIBRARY: {"GET": ALL, "sample": {"slug": "programme.slug"}},
    f"{LIBRARY}<int:publication_id>/": {"GET": ALL, "sample": PUBLICATION},
    # Its two authors alone take it back, and are led to the library.
    f"{LIBRARY}<int:publication_id>/withdraw/": {
        "POST": "mentor:302 mentee:302 anonymous:302 *:404",
        "sample": PUBLICATION,
    },
    "office/programmes/<int:programme_id>/library/<int:publication_id>/take-down/": {
        "GET": OFFICE,
        "POST": "office:422 office2:422 anonymous:302 *:404",
        "sample": {"programme_id": "programme_id", "publication_id": "publication_id"},
    },
    "office/cohorts/<int:cohort_id>/tandems/endings/": {"GET": OFFICE, "sample": {"cohort_id": "cohort_id"}},
}
