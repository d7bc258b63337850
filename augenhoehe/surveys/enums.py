from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Wave(models.TextChoices):
    """When somebody is asked, in the order of a cohort's months."""

    ADMISSION = "admission", _("Before the start")
    FIRST_TALK = "first_talk", _("After the first talk")
    MIDTERM = "midterm", _("Half-time")
    CLOSING = "closing", _("At the end")
    FOLLOW_UP = "follow_up", _("A year after the start")


class SurveyState(models.TextChoices):
    PLANNED = "planned", _("planned")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


TRANSITIONS: Final[dict[SurveyState, frozenset[SurveyState]]] = {
    SurveyState.PLANNED: frozenset({SurveyState.OPEN}),
    SurveyState.OPEN: frozenset({SurveyState.CLOSED}),
    SurveyState.CLOSED: frozenset(),
}


class ItemKind(models.TextChoices):
    SCALE6 = "scale6", _("agreement, 1 to 6")
    SCALE10 = "scale10", _("likelihood, 0 to 10")
    CHOICE = "choice", _("one of several answers")
    CHOICES = "choices", _("any of several answers")
    TEXT = "text", _("own words")


SCALES: Final[dict[str, range]] = {ItemKind.SCALE6: range(1, 7), ItemKind.SCALE10: range(11)}


class Measure(models.TextChoices):
    """What an item is about: the constructs that the programme promises something of."""

    EYE_LEVEL = "eye_level", _("Eye level")
    OTHER_GENERATION = "other_generation", _("Understanding the other generation")
    WIDER_THINKING = "wider_thinking", _("Thinking more widely")
    NO_WHEEL = "no_wheel", _("Not reinventing the wheel")
    INNOVATION = "innovation", _("Readiness to innovate")
    CAREERS = "careers", _("Filling posts, promoting the young")
    INSIGHT = "insight", _("Insight into other areas")
    NETWORK = "network", _("Network")
    COMPETENCE = "competence", _("The mentors’ competence")
    COMMITMENT = "commitment", _("The mentors’ commitment")
    OBSTACLES = "obstacles", _("Obstacles")
    FIRST_TALK = "first_talk", _("First talk")
    MEETINGS = "meetings", _("Meetings")
    USEFULNESS = "usefulness", _("Usefulness")
    SAFETY = "safety", _("Speaking openly")
    TIME = "time", _("Time for it")
    GIVE_AND_TAKE = "give_and_take", _("Give and take")
    PRACTICE = "practice", _("Changed practice")
    CONTACT = "contact", _("Contact that stays")
    RECOMMEND = "recommend", _("Recommendation")
    OTHER = "other", _("Something else")


class Moment(models.TextChoices):
    """Which point of time an item speaks of, where the same is asked more than once."""

    BEFORE = "before", _("before")
    AFTER = "after", _("at the end")
    RETRO = "retro", _("before, looking back")
    LATER = "later", _("a year after the start")


class Level(models.TextChoices):
    """Kirkpatrick's four levels of what a training brings."""

    REACTION = "reaction", _("Reaction")
    LEARNING = "learning", _("Learning")
    BEHAVIOUR = "behaviour", _("Behaviour")
    RESULTS = "results", _("Results")


class RemarkState(models.TextChoices):
    """What the office has made of somebody's own words; nothing is shown before it was read."""

    NEW = "new", _("not read yet")
    RELEASED = "released", _("may be shown")
    DROPPED = "dropped", _("is not shown")
