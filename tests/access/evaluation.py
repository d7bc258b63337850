"""What a cohort achieved is read by its office."""

from .tandems import COHORT, OFFICE

ROUTES = {
    "office/cohorts/<int:cohort_id>/evaluation/": {"GET": OFFICE, "sample": COHORT},
}
