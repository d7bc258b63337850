"""The mirror is the two's; means of at least five tandems, and the statements, are the office's."""

from .tandems import COHORT, NOBODY, OFFICE, SAMPLE, TANDEM

MIRROR = f"{TANDEM}mirror/"
FIGURES = "office/cohorts/<int:cohort_id>/evaluation/mirror/"
TYPED = "office:422 office2:422 anonymous:302 *:404"
STATEMENT = COHORT | {"statement_id": "statement_id"}

ROUTES = {
    # Both are only asked yet: they share no space.
    MIRROR: {"GET": NOBODY, "sample": SAMPLE},
    f"{MIRROR}<int:page>/": {"GET": NOBODY, "POST": NOBODY, "sample": SAMPLE},
    f"{MIRROR}send/": {"POST": NOBODY, "sample": SAMPLE},
    f"{MIRROR}take-back/": {"POST": NOBODY, "sample": SAMPLE},
    FIGURES: {"GET": OFFICE, "sample": COHORT},
    f"{FIGURES}statements/": {"GET": OFFICE, "sample": COHORT},
    f"{FIGURES}statements/new/": {"GET": OFFICE, "POST": TYPED, "sample": COHORT},
    f"{FIGURES}statements/<int:statement_id>/": {"GET": OFFICE, "POST": TYPED, "sample": STATEMENT},
}
