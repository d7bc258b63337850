"""Who may do what on the public pages and behind them. The office's own pages: `programmes.rules`."""

from typing import Any

import rules


@rules.predicate
def has_experience(person: Any, programme: Any) -> bool:
    """Whoever applied for one of the programme's cohorts; the office decides what is published.

    The room above is reached through the cohort alone.
    """
    return person.is_authenticated and programme.cohorts.filter(applications__person=person).exists()


rules.add_perm("outreach.hand_in", has_experience)
