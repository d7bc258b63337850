"""Who may do what with a tandem: its two partners, and nobody else. For the office see `selectors.office`."""

from typing import Any

import rules


@rules.predicate
def is_partner(person: Any, tandem: Any) -> bool:
    return tandem is not None and tandem.side_of(person) is not None


@rules.predicate
def is_formed(person: Any, tandem: Any) -> bool:
    return tandem is not None and tandem.state in ("accepted", "confirmed")


@rules.predicate
def is_open(person: Any, tandem: Any) -> bool:
    return tandem is not None and tandem.state in ("accepted", "confirmed", "paused")


rules.add_perm("tandems.read", is_partner)
rules.add_perm("tandems.plan_meeting", is_partner & is_formed)
rules.add_perm("tandems.record_meeting", is_partner & is_open)
