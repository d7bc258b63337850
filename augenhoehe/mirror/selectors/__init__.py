"""Which `statements`, who is to answer (`due`), what the two see (`space`), what the office reads (`office`)."""
