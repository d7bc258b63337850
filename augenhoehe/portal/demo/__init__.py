"""An invented city: departments, people and four cohorts, the same at every start but for the dates."""
