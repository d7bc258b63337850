"""What is stored about people here: who works for a programme, and who changed its rules."""

from augenhoehe.audit.registry import Erasure, Personal, classify

classify(
    "programmes.Role",
    personal={
        "person": Personal("who works for a programme", "until the role is taken back"),
        "kind": Personal("as what", "until the role is taken back"),
    },
    impersonal=("programme",),
)
classify(
    "programmes.MatchingRules",
    personal={
        "changed_by": Personal("who answers for a change of the rules", "as long as the cohort", Erasure.BLANK),
    },
    impersonal=("cohort", "number", "rules", "weights", "note", "changed_at"),
)
classify(
    "programmes.Programme",
    personal={},
    impersonal=(
        *("slug", "name_de", "name_en", "summary_de", "summary_en", "about_de", "about_en", "eligible_de"),
        *("eligible_en", "direction", "contact_email", "public"),
    ),
)
classify(
    "programmes.Cohort",
    personal={},
    impersonal=(
        *("programme", "slug", "name_de", "name_en", "starts_on", "ends_on", "mentor_hours", "mentee_hours"),
        *("meetings", "meeting_minutes", "respond_days", "confirm_days", "mentor_capacity", "four_eyes", "parts"),
    ),
)
classify("programmes.Phase", personal={}, impersonal=("cohort", "kind", "opens_on", "closes_on"))
