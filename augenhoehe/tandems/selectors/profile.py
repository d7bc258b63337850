"""The released profile: what a partner reads of the other, and nothing else.

Name, unit, function, topics, what somebody gives and seeks by aspects, languages and ways to meet. Not released:
motivation, texts in one's own words, levels and weights, exclusions, the office's decision and its reason.
"""

from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects

from augenhoehe.applications.enums import Aspect, Mode, Side
from augenhoehe.applications.models import Application, TopicAnswer
from augenhoehe.matching.selectors import Lexicon, lexicon_of
from augenhoehe.people.enums import WorkingLanguage
from augenhoehe.people.models import Person

from ..models import Tandem
from ..words import reasons_for


@dataclass(frozen=True)
class Profile:
    """One person, in the language that is active."""

    name: str
    unit: str
    function: str
    role: str
    topics: list[str]
    gives: list[str]
    seeks: list[str]
    languages: list[str]
    modes: list[str]


def profile_of(application: Application) -> Profile:
    """The released profile of an application. One query, unless its topics were fetched along."""
    prefetch_related_objects([application], Prefetch("topics", TopicAnswer.objects.select_related("topic")))
    person = application.person
    mentor = application.side == Side.MENTOR
    chosen = [one for one in application.topics.all() if (one.level if mentor else one.relevance)]
    return Profile(
        name=person.get_full_name(),
        unit=person.unit.name if person.unit else "",
        function=function_of(person),
        role=str(Side(application.side).label),
        topics=[str(one.topic.name) for one in chosen],
        gives=_aspects(application.aspect_gives),
        seeks=_aspects(application.aspect_seeks),
        languages=_labels(WorkingLanguage, application.languages or person.languages),
        modes=_labels(Mode, application.modes),
    )


def function_of(person: Person) -> str:
    """The function in words; its number is the matching's business and says nothing between two people."""
    label = str(person.get_function_level_display()) if person.function_level else ""
    return label.partition(" – ")[2] or label


def _aspects(weights: dict[str, int]) -> list[str]:
    return [str(aspect.label) for aspect in Aspect if weights.get(aspect)]


def _labels(choices: type[WorkingLanguage] | type[Mode], values: list[str]) -> list[str]:
    return [str(choices(value).label) for value in values if value in choices.values]


def reasons_of(tandem: Tandem, side: Side, lexicon: Lexicon | None = None) -> list[str]:
    """Why these two, for one side, in the language that is active."""
    return reasons_for(tandem.reasons, lexicon or lexicon_of(tandem.cohort), side)
