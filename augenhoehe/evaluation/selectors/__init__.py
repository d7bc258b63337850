"""What a cohort achieved, in figures. Nothing here fetches an answer or a person; see ADR 20."""
