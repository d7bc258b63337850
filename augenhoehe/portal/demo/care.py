"""The running cohort: a tandem rests, one has ended early, two are quiet, somebody wants a call, some came late."""

import datetime as dt
import random

from augenhoehe.applications.enums import Side, State
from augenhoehe.care.enums import Reason
from augenhoehe.care.models import Break, CallRequest, Extension, Signal, Wish
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import MeetingState, TandemState
from augenhoehe.tandems.models import Tandem

RESTS = 26
"""Days since one tandem takes a break."""

LATE = 6


def build_care(chance: random.Random, cohort: Cohort, personas: dict[str, Person], now: dt.datetime) -> None:
    """From the last tandem on, so that those that others show are left alone."""
    tandems = list(cohort.tandems.order_by("-pk"))
    mine = [one for one in tandems if one.side_of(personas["running_mentee"])]
    rests, ended, *quiet = [one for one in tandems if one not in mine][:4]
    Break.objects.create(
        tandem=rests, begins_on=now.date() - dt.timedelta(days=RESTS), until=now.date() + dt.timedelta(days=20)
    )
    _stop(rests, TandemState.PAUSED, now - dt.timedelta(days=RESTS))
    _stop(ended, TandemState.ENDED, now - dt.timedelta(days=12))
    Wish.objects.create(tandem=ended, side=Side.MENTEE, wanted=True)
    for one in quiet:
        # Five weeks and more without a date: the job of the day would find the same.
        one.meetings.filter(starts_at__gt=now - dt.timedelta(days=45)).delete()
        Signal.objects.create(tandem=one, reason=Reason.NO_NEXT, asked_at=now - dt.timedelta(days=9))
    _wait_in_reserve(cohort, now)
    CallRequest.objects.create(tandem=quiet[0], side=Side.MENTOR)
    Extension.objects.bulk_create(Extension(tandem=one, months=2, asked_by=Side.MENTOR) for one in mine)


def _wait_in_reserve(cohort: Cohort, now: dt.datetime) -> None:
    """Who applied late is on the reserve list, from which somebody whose tandem ended can be placed anew."""
    late = cohort.applications.filter(tandems_as_mentor=None, side=Side.MENTOR).order_by("pk")[:LATE]
    for rank, application in enumerate(late, start=1):
        came_at = now - rank * dt.timedelta(days=9)
        cohort.applications.filter(pk=application.pk).update(
            state=State.RESERVE, reserve_rank=rank, submitted_at=came_at, decided_at=came_at + dt.timedelta(days=3)
        )


def _stop(tandem: Tandem, state: TandemState, when: dt.datetime) -> None:
    tandem.meetings.filter(state=MeetingState.PLANNED, starts_at__gt=when).update(state=MeetingState.CANCELLED)
    Tandem.objects.filter(pk=tandem.pk).update(state=state)
