"""What is stored about people here: who works for a programme, and who changed or decided what."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.registry import COUNCIL, OFFICE, SELF, Erasure, Personal, classify

classify(
    "programmes.Role",
    personal={
        "person": Personal(_("who works for a programme"), _("until the role is taken back")),
        "kind": Personal(_("as what"), _("until the role is taken back")),
    },
    impersonal=("programme",),
    readers=(SELF, OFFICE),
)
classify(
    "programmes.MatchingRules",
    personal={
        "changed_by": Personal(_("who answers for a change of the rules"), _("as long as the cohort"), Erasure.BLANK),
    },
    impersonal=("cohort", "number", "rules", "weights", "policy", "quotas", "note", "changed_at"),
    readers=(OFFICE, COUNCIL),
)
classify(
    "programmes.Programme",
    personal={},
    impersonal=(
        *("slug", "name_de", "name_en", "summary_de", "summary_en", "about_de", "about_en", "eligible_de"),
        *("eligible_en", "kind", "direction", "contact_email", "public"),
    ),
)
classify(
    "programmes.Cohort",
    personal={},
    impersonal=(
        *("programme", "slug", "name_de", "name_en", "starts_on", "ends_on", "mentor_hours", "mentee_hours"),
        *("meetings", "meeting_minutes", "respond_days", "confirm_days", "mentor_capacity", "four_eyes", "parts"),
        *("places", "selection_four_eyes", "archived_at", "approval_asks"),
        *("approval_needed", "mentor_kick_off", "mentor_training", "mentor_supervision", "mentor_closing"),
        *("mentee_kick_off", "mentee_closing", "texts_kept_days", "tandems_kept_months"),
    ),
)
classify("programmes.Phase", personal={}, impersonal=("cohort", "kind", "opens_on", "closes_on"))
classify(
    "programmes.Gate",
    personal={
        "passed_by": Personal(_("who answers for the release of a call"), _("as long as the cohort"), Erasure.BLANK),
    },
    impersonal=(
        *("cohort", "council_result", "council_on", "council_reason", "privacy_on", "privacy_with", "legal_basis"),
        *("legal_basis_text", "retention_on", "budget_hours", "passed_at", "override"),
    ),
    readers=(OFFICE, COUNCIL),
)
classify(
    "programmes.Change",
    personal={
        "changed_by": Personal(_("who answers for a change of settings"), _("as long as the programme"), Erasure.BLANK),
    },
    impersonal=("programme", "cohort", "subject", "values", "why", "changed_at"),
    readers=(OFFICE, COUNCIL),
)
classify(
    "programmes.Lesson",
    personal={
        "written_by": Personal(_("whom to ask about a lesson"), _("as long as the cohort"), Erasure.BLANK),
        "decided_by": Personal(_("who answers for the decision"), _("as long as the cohort"), Erasure.BLANK),
    },
    impersonal=("cohort", "text", "decision", "state", "why", "origin", "decided_at"),
    readers=(OFFICE,),
)
