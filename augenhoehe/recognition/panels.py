"""What this room shows in the space of the two: each sees their own certificate and benefits, never the partner's."""

from augenhoehe.programmes.parts import Part
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.panels import FIRST_PAGE, Panel, Situation, register_panel

from .models import Certificate
from .selectors.wishing import round_for


def certificate(situation: Situation) -> Panel | None:
    """The reader's own, once the tandem is closed. One query."""
    if situation.tandem.state != TandemState.CLOSED:
        return None
    mine = Certificate.objects.valid().filter(person=situation.person, cohort=situation.tandem.cohort_id)
    pk = mine.values_list("pk", flat=True).first()
    return Panel("recognition/panel.html", {"certificate_id": pk}) if pk else None


register_panel("recognition.certificate", certificate, where=FIRST_PAGE, order=8, content=False)


def benefits(situation: Situation) -> Panel | None:
    """The reader's way to their wishes and to what they got. No query where the part is off, else three."""
    cohort = situation.tandem.cohort
    round_ = round_for(situation.person, cohort) if cohort.uses(Part.BENEFITS) else None
    return Panel("recognition/benefits_panel.html", {"round": round_}) if round_ else None


register_panel("recognition.benefits", benefits, where=FIRST_PAGE, order=9, content=False)
