"""An invented city: departments, people and three cohorts, the same at every start but for the dates."""
