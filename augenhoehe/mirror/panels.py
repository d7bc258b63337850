"""What this room shows in the space of the two: a link, and a panel when it is one's turn or the mirror is ready."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.programmes.parts import Part
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.panels import FIRST_PAGE, Panel, Situation, Tab, register_panel, register_tab

from .selectors.space import news_of


def mirror(situation: Situation) -> Panel | None:
    """One query; none for a tandem that is closed."""
    tandem = situation.tandem
    if not tandem.cohort.uses(Part.MIRROR) or tandem.state == TandemState.CLOSED:
        return None
    news = news_of(tandem, situation.side, situation.now)
    return Panel("mirror/panels/mirror.html", {"news": news}) if news.turn or news.ready else None


_MIRROR = Tab(_("Perspective mirror: where your views meet"), "tandem-mirror", Part.MIRROR, aside=True)
register_tab("mirror.mirror", _MIRROR, order=40)
register_panel("mirror.mirror", mirror, where=FIRST_PAGE, order=8)
