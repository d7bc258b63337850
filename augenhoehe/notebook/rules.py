"""Who may write into a tandem's notebook: its two partners, as long as they are a tandem, on a break too."""

from typing import Any, Final

import rules

from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.rules import is_partner

WRITABLE: Final = (TandemState.ACCEPTED, TandemState.CONFIRMED, TandemState.PAUSED)
READABLE: Final = (*WRITABLE, TandemState.CLOSED)


@rules.predicate
def is_open(person: Any, tandem: Any) -> bool:
    return tandem is not None and tandem.state in WRITABLE


rules.add_perm("notebook.write", is_partner & is_open)
