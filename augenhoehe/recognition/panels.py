"""What this room shows in the space of the two: each sees their own certificate, never the partner's."""

from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.panels import FIRST_PAGE, Panel, Situation, register_panel

from .models import Certificate


def certificate(situation: Situation) -> Panel | None:
    """The reader's own, once the tandem is closed. One query."""
    if situation.tandem.state != TandemState.CLOSED:
        return None
    mine = Certificate.objects.valid().filter(person=situation.person, cohort=situation.tandem.cohort_id)
    pk = mine.values_list("pk", flat=True).first()
    return Panel("recognition/panel.html", {"certificate_id": pk}) if pk else None


register_panel("recognition.certificate", certificate, where=FIRST_PAGE, order=8, content=False)
