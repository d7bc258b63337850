"""What somebody is asked: found by their link, or listed for the one who is signed in."""

from collections.abc import Sequence
from dataclasses import dataclass

from augenhoehe.applications.enums import Side
from augenhoehe.people.models import Person
from augenhoehe.programmes.parts import Part
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem

from ..enums import SurveyState, Wave
from ..models import Invitation, Item, Survey
from ..tokens import hash_of, token_of


def invitation_by(token: str) -> Invitation | None:
    """Whose link this is; None for one that nobody has, that its wave took along at the close, or without the part."""
    related = ("person", "survey__cohort__programme", "survey__instrument")
    found = Invitation.objects.select_related(*related).filter(token_hash=hash_of(token)).first()
    return found if found and found.survey.cohort.uses(Part.SURVEYS) else None


def items_for(survey: Survey, side: str) -> Sequence[Item]:
    """What this side is asked, in order. One query."""
    return list(Item.objects.filter(instrument=survey.instrument_id, side__in=("", side)))


@dataclass(frozen=True)
class Open:
    """A questionnaire that waits for somebody; `token` is the address of theirs."""

    survey: Survey
    side: str
    token: str


def open_for(person: Person) -> list[Open]:
    """What waits for this person's answers. One query."""
    waiting = Invitation.objects.filter(person=person, answered=False, survey__state=SurveyState.OPEN)
    rows = waiting.select_related("survey__cohort__programme", "survey__instrument").order_by("survey__closes_on", "pk")
    asking = [one for one in rows if one.survey.cohort.uses(Part.SURVEYS)]
    return [Open(one.survey, one.side, token_of(one.survey, person.pk, one.side)) for one in asking]


def tandem_to_call(invitation: Invitation) -> Tandem | None:
    """At half-time: the tandem under way whose partner may wish for a call."""
    if invitation.survey.wave != Wave.MIDTERM:
        return None
    tandems = invitation.survey.cohort.tandems.filter(state__in=(TandemState.CONFIRMED, TandemState.PAUSED))
    return tandems.filter(**{f"{Side(invitation.side).value}__person": invitation.person_id}).order_by("pk").first()
