"""Who may do what with a tandem: its two partners, and with its dates also who arranges them for one of the two.

For the office see `selectors.office`.
"""

from typing import Any

import rules

from augenhoehe.calendars.selectors import may_schedule_for


@rules.predicate
def is_partner(person: Any, tandem: Any) -> bool:
    return tandem is not None and tandem.side_of(person) is not None


@rules.predicate
def assists(person: Any, tandem: Any) -> bool:
    """Who arranges the dates of one of the two; asked only about those who are not one of them."""
    if tandem is None:
        return False
    return any(may_schedule_for(person, one.person) for one in (tandem.mentor, tandem.mentee))


@rules.predicate
def is_formed(person: Any, tandem: Any) -> bool:
    return tandem is not None and tandem.state in ("accepted", "confirmed")


@rules.predicate
def is_open(person: Any, tandem: Any) -> bool:
    return tandem is not None and tandem.state in ("accepted", "confirmed", "paused")


rules.add_perm("tandems.read", is_partner)
rules.add_perm("tandems.plan_meeting", is_formed & (is_partner | assists))
rules.add_perm("tandems.record_meeting", is_partner & is_open)
