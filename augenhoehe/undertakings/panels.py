"""What this room shows in the space of the two: two tabs, and two panels of the first page."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from augenhoehe.programmes.parts import Part
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.panels import FIRST_PAGE, Panel, Situation, Tab, register_panel, register_tab

from .models import Publication, Step, Undertaking
from .rules import NEAR


def undertaking(situation: Situation) -> Panel | None:
    """What the two are about, the next step, and whether a text for the library waits for this side. One query."""
    tandem = situation.tandem
    if not tandem.cohort.uses(Part.UNDERTAKING) or tandem.state == TandemState.ACCEPTED:
        return None
    open_steps = Step.objects.filter(undertaking=OuterRef("pk"), done_on=None)
    step = open_steps.order_by(F("due_on").asc(nulls_last=True), "pk").values(facts=JSONObject(text="text"))[:1]
    asked = Publication.objects.asking(situation.person).filter(tandem=OuterRef("tandem"))
    own = Undertaking.objects.filter(tandem=tandem)
    found: Any = own.annotate(next_step=Subquery(step), asked=Exists(asked)).first()
    return Panel("undertakings/panels/undertaking.html", {"undertaking": found})


def closing(situation: Situation) -> Panel | None:
    """That the end is near, or that it has come. No query."""
    tandem = situation.tandem
    over = tandem.state == TandemState.CLOSED
    near = tandem.ends_on is not None and tandem.ends_on - timezone.localdate(situation.now) <= NEAR
    if not over and not (near and tandem.state == TandemState.CONFIRMED):
        return None
    return Panel("undertakings/panels/closing.html", {"over": over, "ends_on": tandem.ends_on})


register_tab("undertakings.undertaking", Tab(_("Undertaking"), "tandem-undertaking", Part.UNDERTAKING), order=50)
_CLOSING = Tab(_("Closing: looking back, staying in touch"), "tandem-closing", aside=True)
register_tab("undertakings.closing", _CLOSING, order=90)
register_panel("undertakings.closing", closing, where=FIRST_PAGE, order=5, content=False)
register_panel("undertakings.undertaking", undertaking, where=FIRST_PAGE, order=50)
