"""What is asked about applications; the silent exclusions are no part of it (see `confidential`)."""
