"""Which fields of this room say something about a person, why they are kept, and who reads them."""

from augenhoehe.audit.registry import classify

classify(
    "network.Picture",
    personal={},
    impersonal=(
        *("cohort", "drawn_at", "tandems", "people", "crossing", "departments_reached", "departments_in_all"),
        *("levels_reached", "bridges", "departments", "levels", "pairs"),
    ),
)
