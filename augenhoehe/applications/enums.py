from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    MENTOR = "mentor", _("mentor")
    MENTEE = "mentee", _("mentee")


class State(models.TextChoices):
    DRAFT = "draft", _("begun")
    SUBMITTED = "submitted", _("submitted")
    ADMITTED = "admitted", _("admitted")
    RESERVE = "reserve", _("on the reserve list")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


TRANSITIONS: Final[dict[State, frozenset[State]]] = {
    State.DRAFT: frozenset({State.SUBMITTED, State.WITHDRAWN}),
    State.SUBMITTED: frozenset({State.DRAFT, State.ADMITTED, State.RESERVE, State.DECLINED, State.WITHDRAWN}),
    State.ADMITTED: frozenset({State.RESERVE, State.DECLINED, State.WITHDRAWN}),
    State.RESERVE: frozenset({State.ADMITTED, State.DECLINED, State.WITHDRAWN}),
    State.DECLINED: frozenset({State.ADMITTED, State.RESERVE, State.WITHDRAWN}),
    State.WITHDRAWN: frozenset(),
}


class Level(models.IntegerChoices):
    """One's own level on a topic."""

    NEW = 0, _("new to me")
    KNOW = 1, _("I know of it")
    USE = 2, _("I use it")
    SHOW = 3, _("I can show it")


class Relevance(models.IntegerChoices):
    """What a topic weighs in a mentee's task."""

    NONE = 0, _("not needed")
    SOME = 1, _("useful")
    MUCH = 2, _("important")
    MOST = 3, _("urgent")


class Aspect(models.TextChoices):
    """The five aims of reverse mentoring."""

    NETWORKING = "networking", _("Networking")
    EXPERIENCE = "experience", _("Exchange of experience")
    ADVICE = "advice", _("Advice")
    FEEDBACK = "feedback", _("Feedback")
    FUTURE = "future", _("Future questions")


class Mode(models.TextChoices):
    IN_PERSON = "in_person", _("in person")
    VIDEO = "video", _("by video")


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")


# Slot n of the week is block n % 4 of weekday n // 4.
BLOCKS: Final = ("8–10", "10–12", "13–15", "15–17")
SLOTS: Final = range(len(Weekday) * len(BLOCKS))
