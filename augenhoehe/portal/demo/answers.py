"""What the invented people answered in their applications."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from augenhoehe.applications.enums import SLOTS, Aspect, Side, State
from augenhoehe.applications.models import Application, TopicAnswer
from augenhoehe.people.models import Person, Site
from augenhoehe.programmes.models import Cohort
from augenhoehe.topics.models import Topic

MENTOR_MOTIVATION = (
    "Ich arbeite jeden Tag mit Werkzeugen, die vielen fremd sind. Das gebe ich gern weiter.",
    "Mich interessiert, wie oben entschieden wird. Und ich habe einiges zu zeigen.",
    "Ich möchte Menschen kennenlernen, denen ich sonst nie begegne.",
    "In meiner Ausbildung habe ich gelernt, Dinge zu erklären. Das fehlt mir im Alltag.",
    "Ich glaube, wir könnten vieles leichter machen. Darüber möchte ich reden.",
)
MENTEE_MOTIVATION = (
    "Ich führe ein großes Team und merke, dass ich die Jüngeren zu selten frage.",
    "Bei künstlicher Intelligenz rede ich mit, ohne es zu können. Das will ich ändern.",
    "Ich möchte verstehen, was junge Kolleginnen und Kollegen bei uns hält.",
    "Unsere Öffentlichkeitsarbeit ist von gestern. Ich suche jemanden, der mir offen sagt, warum.",
    "Seit Jahren gebe ich Rat. Jetzt möchte ich einen bekommen.",
)
GIVES = (
    "Einblick in Entscheidungen und Gremien",
    "Kontakte in andere Referate",
    "Zeit und ehrliches Feedback",
    "",
)
SEEKS = ("Eine andere Sicht auf meine Arbeit", "Rat zum nächsten Schritt", "Ein größeres Netzwerk", "")


def _wishes(chance: random.Random) -> dict[str, int]:
    return {aspect.value: chance.choices((0, 1, 2, 3), (1, 2, 3, 2))[0] for aspect in Aspect}


def _slots(chance: random.Random, many: int) -> list[int]:
    return sorted(chance.sample(SLOTS, many))


def _application(chance: random.Random, cohort: Cohort, person: Person, side: Side, now: datetime) -> Application:
    mentor = side == Side.MENTOR
    modes = chance.choice((["in_person", "video"], ["in_person", "video"], ["in_person"], ["video"]))
    return Application(
        cohort=cohort, person=person, side=side, state=State.ADMITTED, steps_done=[],
        aspect_seeks=_wishes(chance), aspect_gives=_wishes(chance),
        gives_text=chance.choice(GIVES), seeks_text=chance.choice(SEEKS),
        slots=_slots(chance, chance.randint(6, 12)), modes=modes, languages=person.languages,
        motivation=chance.choice(MENTOR_MOTIVATION if mentor else MENTEE_MOTIVATION),
        capacity=1, submitted_at=now - timedelta(days=chance.randint(12, 30)), decided_at=now - timedelta(days=5),
    )  # fmt: skip


def _topics(chance: random.Random, application: Application, topics: Sequence[Topic]) -> list[TopicAnswer]:
    mentor = application.side == Side.MENTOR
    chosen = chance.sample(topics, chance.randint(5, 9) if mentor else chance.randint(4, 7))
    return [
        TopicAnswer(
            application=application, topic=topic,
            level=chance.choices((1, 2, 3), (1, 4, 5))[0] if mentor else chance.choices((0, 1, 2), (5, 4, 1))[0],
            relevance=0 if mentor else chance.choices((1, 2, 3), (2, 4, 3))[0],
        )
        for topic in chosen
    ]  # fmt: skip


def build_applications(
    chance: random.Random,
    cohort: Cohort,
    mentors: Sequence[Person],
    mentees: Sequence[Person],
    topics: Sequence[Topic],
    sites: Sequence[Site],
    now: datetime,
) -> list[Application]:
    """An admitted application for each person, mentors first, with topics and sites."""
    sides = [(person, Side.MENTOR) for person in mentors] + [(person, Side.MENTEE) for person in mentees]
    made = Application.objects.bulk_create([_application(chance, cohort, person, side, now) for person, side in sides])
    TopicAnswer.objects.bulk_create([answer for application in made for answer in _topics(chance, application, topics)])
    through = Application.sites.through
    through.objects.bulk_create(
        [
            through(application=application, site=site)
            for application in made
            for site in {application.person.site or sites[0], chance.choice(sites)}
        ]
    )
    return made
