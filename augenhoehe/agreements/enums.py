from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AgreedMode(models.TextChoices):
    IN_PERSON = "in_person", _("in person")
    VIDEO = "video", _("by video")
    IN_TURN = "in_turn", _("now in person, now by video")


class Address(models.TextChoices):
    FIRST_NAMES = "first_names", pgettext_lazy("form of address", "by first names")
    SURNAMES = "surnames", pgettext_lazy("form of address", "by surnames")
    OPEN = "open", pgettext_lazy("form of address", "we shall see as we go along")


class Benefit(models.TextChoices):
    """What a mentee can promise the mentor beside the talks."""

    TRAINING = "training", _("a seat in a training")
    SHADOWING = "shadowing", _("a day of looking over the shoulder")
    NETWORK = "network", _("coming along to a network or an event")
    CONTACTS = "contacts", _("introductions to people worth knowing")
    ADVICE = "advice", _("advice for the next step at work")
