from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why a tandem is asked whether something is the matter: dates, and nothing but dates."""

    NO_FIRST = "no_first", _("no date yet, three weeks after the start")
    NO_NEXT = "no_next", _("no next date, five weeks after the last meeting")
    CANCELLED = "cancelled", _("two dates in a row fell through")


class ExtensionState(models.TextChoices):
    ASKED = "asked", _("one of the two wants it")
    WAITING = "waiting", _("both want it, the working time is not settled yet")
    VALID = "valid", _("valid")


# A wish that the other side does not share is not kept: its row goes.
EXTENSION_TRANSITIONS: Final[dict[ExtensionState, frozenset[ExtensionState]]] = {
    ExtensionState.ASKED: frozenset({ExtensionState.WAITING, ExtensionState.VALID}),
    ExtensionState.WAITING: frozenset({ExtensionState.VALID}),
    ExtensionState.VALID: frozenset(),
}


class LinkPurpose(models.TextChoices):
    QUIET = "quiet", _("all is well")
    MIDTERM = "midterm", _("answer the midterm check")
    EXTEND = "extend", _("want the extension too, or not")
    WISH = "wish", _("want a new partner, or not")
    RESUME = "resume", _("go on after a break")


class Item(models.TextChoices):
    """The five items of the midterm check; a value is what somebody agrees to, from 1 to 5."""

    MEETINGS = "meetings", _("We meet as often as we want to.")
    USEFULNESS = "usefulness", _("The talks are useful to me.")
    SAFETY = "safety", _("I can speak openly in our talks.")
    TIME = "time", _("I find the time for it in my working week.")
    GIVE_AND_TAKE = "give_and_take", _("Each of us gives, and each of us gets something.")


class Agreement(models.IntegerChoices):
    """How far a statement of the midterm check applies."""

    NOT_AT_ALL = 1, _("does not apply at all")
    RATHER_NOT = 2, _("rather does not apply")
    PARTLY = 3, _("applies in part")
    RATHER = 4, _("rather applies")
    FULLY = 5, _("applies fully")
