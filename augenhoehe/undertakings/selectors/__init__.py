"""Which rows: of the two themselves, of the library, of the office."""
