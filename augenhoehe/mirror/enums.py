from django.db import models
from django.utils.translation import gettext_lazy as _


class Round(models.TextChoices):
    """The two look into the mirror twice."""

    FIRST = "first", _("at the first talk")
    LAST = "last", _("at the end")


class Sight(models.TextChoices):
    """How the views of the two lie to each other on a statement, and whether they knew."""

    MEET = "meet", _("You see it alike")
    CLOSER = "closer", _("Closer than thought")
    APART = "apart", _("You see it differently")
    UNSEEN = "unseen", _("Further apart than thought")
