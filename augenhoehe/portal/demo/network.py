"""The network of the closed cohort: its picture, drawn on the day of its closing."""

import datetime as dt

from django.utils import timezone

from augenhoehe.network.selectors.ties import drawn_on
from augenhoehe.network.services.drawing import draw_picture
from augenhoehe.programmes.models import Cohort


def build_network(closed: Cohort) -> None:
    """Who got to know whom."""
    draw_picture(cohort=closed, now=timezone.make_aware(dt.datetime.combine(drawn_on(closed), dt.time(3))))
