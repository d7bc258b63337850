"""Two whose tandem ended a few days ago: all of it can still be read, and what they carry on with is in the library."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import yaml

from augenhoehe.applications.enums import Side
from augenhoehe.people.models import Person
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem
from augenhoehe.undertakings.models import Ending, StayingInTouch
from augenhoehe.undertakings.services.closing import save_reflection

from .agreements import agree_once
from .meetings import enter_a_tandem
from .undertakings import TEXTS, write_plan

ENDED = dt.timedelta(days=9)


def enter_the_closed_tandem(tandem: Tandem, personas: Mapping[str, Person], now: dt.datetime) -> None:
    """Two personas take its places, and after its last day they did not meet."""
    enter_a_tandem(tandem, personas, "closed")
    ends_on = now.date() - ENDED
    tandem.meetings.filter(starts_at__date__gt=ends_on).delete()
    Tandem.objects.filter(pk=tandem.pk).update(ends_on=ends_on)


def build_closed(personas: Mapping[str, Person], now: dt.datetime) -> None:
    """What the two agreed on, planned and look back on; both want to stay in touch. Then it closes."""
    texts = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))["closed"]
    tandem = Tandem.objects.select_related("cohort__programme", "mentor", "mentee").get(
        mentor__person=personas["closed_mentor"]
    )
    agree_once(tandem, now)
    write_plan(tandem, texts["undertaking"], now)
    for side in Side:
        looked_back: dict[str, Any] = texts["reflections"][side]
        save_reflection(tandem=tandem, actor=personas[f"closed_{side}"], version=0, changes=looked_back, now=now)
    StayingInTouch.objects.bulk_create(StayingInTouch(tandem=tandem, side=side) for side in Side)
    Ending.objects.create(tandem=tandem, told_of=tandem.ends_on, closes_on=tandem.ends_on)
    Tandem.objects.filter(pk=tandem.pk).update(state=TandemState.CLOSED)
