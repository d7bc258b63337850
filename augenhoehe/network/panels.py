"""What this room shows in the space of the two: once it is over, the way into the directory, to each for themself."""

from augenhoehe.programmes.parts import Part
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.panels import AT_THE_CLOSING, Panel, Situation, register_panel

from .selectors.directory import own_entry


def directory(situation: Situation) -> Panel | None:
    """Whether the reader stands in the directory; nothing of the partner. One query."""
    tandem = situation.tandem
    if tandem.state != TandemState.CLOSED or not tandem.cohort.uses(Part.NETWORK):
        return None
    return Panel("network/panel.html", {"entry": own_entry(situation.person, tandem.cohort.programme)})


register_panel("network.directory", directory, where=AT_THE_CLOSING, order=60, content=False)
