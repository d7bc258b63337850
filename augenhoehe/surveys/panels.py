"""A questionnaire that waits, on the tandem's first page."""

from augenhoehe.programmes.parts import Part
from augenhoehe.tandems.panels import FIRST_PAGE, Panel, Situation, register_panel

from .selectors.member import open_for


def waiting(situation: Situation) -> Panel | None:
    """Questionnaires of this cohort that wait for this side. One query, none where the part is off."""
    cohort = situation.tandem.cohort
    if not cohort.uses(Part.SURVEYS):
        return None
    found = [one for one in open_for(situation.person) if one.survey.cohort_id == cohort.pk]
    return Panel("surveys/fragments/waiting.html", {"open": found}) if found else None


register_panel("surveys.waiting", waiting, where=FIRST_PAGE, order=8, content=False)
