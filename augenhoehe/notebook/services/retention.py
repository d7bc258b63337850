import datetime as dt
from typing import Final

from django.db.models import Exists, OuterRef, Q

from augenhoehe.programmes.enums import RoleKind
from augenhoehe.programmes.models import Role

from ..models import Confidence

SILENCE: Final = dt.timedelta(days=92)
"""How long a talk with the confidant is kept after its last word."""


def forget_talks(*, now: dt.datetime) -> None:
    """Delete talks that have been silent for three months, and those of a confidant who gave the role back.

    Nobody inherits them. Nothing of it is in the log: how many turned to somebody is nobody's figure. Twice is once.
    """
    still = Role.objects.filter(programme=OuterRef("programme"), person=OuterRef("confidant"), kind=RoleKind.CONFIDANT)
    Confidence.objects.filter(Q(last_word_at__lt=now - SILENCE) | ~Exists(still)).delete()
