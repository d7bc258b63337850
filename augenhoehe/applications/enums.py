from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from augenhoehe.intake.parsers.slots import BLOCK_NAMES


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
    # Whoever withdrew may begin anew, with an empty application.
    State.WITHDRAWN: frozenset({State.DRAFT}),
}

# States in which nothing has been decided yet, and those in which a human has.
OPEN: Final = (State.DRAFT, State.SUBMITTED)
DECIDED: Final = (State.ADMITTED, State.RESERVE, State.DECLINED)


class Step(models.TextChoices):
    """The parts of the form, in their order."""

    ABOUT = "about", _("About me")
    TOPICS = "topics", _("Topics")
    NEED = "need", _("Need check")
    ASPECTS = "aspects", _("Give and seek")
    TIMES = "times", _("Times and places")
    EXCLUSIONS = "exclusions", _("Not with")
    MOTIVATION = "motivation", _("Motivation")
    SUPERVISOR = "supervisor", _("Supervisor")
    CHECK = "check", _("Check and submit")


class DeclineText(models.TextChoices):
    """Which mail tells a person that they were not admitted. Some of them point to a better way: advice."""

    PLACES = "places", _("more applications than places, please apply again")
    TOPICS = "topics", _("nobody on the other side for these topics this time")
    COURSE = "course", _("a course meets the need better")
    CONSULTATION = "consultation", _("a short consultation meets the need better")
    LATER = "later", _("a later cohort suits better")


ADVICE: Final = (DeclineText.COURSE, DeclineText.CONSULTATION, DeclineText.LATER)


class Outcome(models.TextChoices):
    """What the office chooses; to advise is to decline with a better way."""

    ADMIT = "admitted", _("Admit")
    RESERVE = "reserve", _("Put on the reserve list")
    ADVISE = "advised", _("Advise another way")
    DECLINE = "declined", _("Decline")


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


class Way(models.TextChoices):
    """What helps a mentee with a topic."""

    TANDEM = "tandem", _("A tandem helps here")
    CONSULTATION = "consultation", _("A short consultation is better")
    COURSE = "course", _("A course is better")
    NOTHING = "nothing", _("No help needed for now")


class Recommendation(models.TextChoices):
    """What the need check recommends to the office; a human decides."""

    RECOMMENDED = "recommended", _("recommended")
    TIME_OPEN = "time_open", _("need is there, time not settled")
    OTHER_WAY = "other_way", _("rather a course or a consultation")
    MISSING = "missing", _("no need check yet")


class Statement(models.TextChoices):
    """Attitude and commitment, to be confirmed by whom they fit. No test of character: nothing is counted."""

    TRYING = "trying", _("I want to try things out myself, not only hear about them.")
    ASKING = "asking", _("I can say openly what I do not know, also to somebody younger or lower in rank.")
    HEARING = "hearing", _("I want to hear an honest opinion, and I hold an open word against nobody.")
    GIVING = "giving", _("I share my experience and my network, and help with my mentor’s own questions.")
    KEEPING = "keeping", _("I keep our dates myself and send nobody in my place.")


class Tried(models.TextChoices):
    """Ways of learning before a tandem."""

    COURSE = "course", _("a course or training")
    SELF = "self", _("reading, videos or a learning programme")
    ASKED = "asked", _("asked colleagues, friends or family")
    DOING = "doing", _("tried it out at work")


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


# Slot n of the week is block n % 4 of weekday n // 4; the hours are those that the tables know.
BLOCKS: Final = BLOCK_NAMES
SLOTS: Final = range(len(Weekday) * len(BLOCKS))


class ApprovalState(models.TextChoices):
    """How far the working-time approval of one application is."""

    NAMED = "named", pgettext_lazy("working time", "named, not asked yet")
    ASKED = "asked", pgettext_lazy("working time", "asked")
    ASKED_BACK = "asked_back", pgettext_lazy("working time", "asks back")
    AGREED = "agreed", pgettext_lazy("working time", "agreed")
    POSTPONED = "postponed", pgettext_lazy("working time", "postponed")
    SILENT = "silent", pgettext_lazy("working time", "silent, with the office")
    WITHOUT = "without", pgettext_lazy("working time", "goes on without")
    WITHDRAWN = "withdrawn", pgettext_lazy("working time", "no longer asked")


APPROVAL_TRANSITIONS: Final[dict[ApprovalState, frozenset[ApprovalState]]] = {
    ApprovalState.NAMED: frozenset({ApprovalState.ASKED, ApprovalState.WITHDRAWN}),
    ApprovalState.ASKED: frozenset(
        {
            ApprovalState.ASKED_BACK,
            ApprovalState.AGREED,
            ApprovalState.POSTPONED,
            ApprovalState.SILENT,
            ApprovalState.WITHOUT,
            ApprovalState.WITHDRAWN,
        }
    ),
    ApprovalState.ASKED_BACK: frozenset(
        {
            ApprovalState.ASKED,
            ApprovalState.AGREED,
            ApprovalState.POSTPONED,
            ApprovalState.WITHOUT,
            ApprovalState.WITHDRAWN,
        }
    ),
    # Whoever has decided may think again; a later date is a second postponement.
    ApprovalState.AGREED: frozenset({ApprovalState.POSTPONED, ApprovalState.WITHDRAWN}),
    ApprovalState.POSTPONED: frozenset(
        {ApprovalState.AGREED, ApprovalState.POSTPONED, ApprovalState.WITHOUT, ApprovalState.WITHDRAWN}
    ),
    # A late answer is an answer.
    ApprovalState.SILENT: frozenset(
        {
            ApprovalState.ASKED_BACK,
            ApprovalState.AGREED,
            ApprovalState.POSTPONED,
            ApprovalState.WITHOUT,
            ApprovalState.WITHDRAWN,
        }
    ),
    ApprovalState.WITHOUT: frozenset({ApprovalState.AGREED, ApprovalState.POSTPONED, ApprovalState.WITHDRAWN}),
    ApprovalState.WITHDRAWN: frozenset(),
}

# The supervisor has not decided yet, or has; and the word is with the supervisor.
UNDECIDED: Final = (ApprovalState.ASKED, ApprovalState.ASKED_BACK, ApprovalState.SILENT)
ANSWERED: Final = (ApprovalState.AGREED, ApprovalState.POSTPONED)


class PostponeReason(models.TextChoices):
    """Serious operational reasons; anything else is none."""

    PEAK = "peak", _("a peak of work that cannot be moved")
    STAFF = "staff", _("too few people in the team at present")
    DEADLINE = "deadline", _("a fixed date that depends on this person")
    INDUCTION = "induction", _("this person is still settling into the job")
    OTHER = "other", _("another serious operational reason")
