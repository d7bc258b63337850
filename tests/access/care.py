"""What the two can do about their tandem is theirs; the office settles calls."""

from .tandems import COHORT, NOBODY, SAMPLE, TANDEM

CARE = f"{TANDEM}care/"

ROUTES = {
    "links/care/<str:token>/": {"GET": "*:404", "POST": "*:404"},
    # Both are only asked yet: there is nothing to look after.
    CARE: {"GET": NOBODY, "sample": SAMPLE},
    f"{CARE}end/": {"GET": NOBODY, "POST": NOBODY, "sample": SAMPLE},
    **{
        f"{CARE}{act}/": {"POST": NOBODY, "sample": SAMPLE}
        for act in ("break", "resume", "extension", "extension/answer", "call", "well", "wish")
    },
    "office/cohorts/<int:cohort_id>/calls/<int:pk>/done/": {"POST": NOBODY, "sample": COHORT},
}
