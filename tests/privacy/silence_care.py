"""Who asked for more months, until when a break was meant: the office's pages do not change by it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from augenhoehe.care.enums import LinkPurpose
from augenhoehe.care.models import Break, CallRequest, CareLink, Extension, Wish
from augenhoehe.tandems.models import Tandem
from tests.factories import NOW, TODAY

Change = Callable[[Any], None]


def _running(stage: Any, state: str = "confirmed") -> Tandem:
    """The tandem of the two, of which nothing but its state is known."""
    for model in (Break, Extension, Wish):
        model.objects.all().delete()
    CallRequest.objects.filter(tandem=stage.tandems[0]).delete()
    both = {"mentor_confirms": "yes", "mentee_confirms": "yes"}
    days = {"begins_on": TODAY, "ends_on": TODAY + dt.timedelta(days=180)}
    Tandem.objects.filter(pk=stage.tandems[0].pk).update(state=state, **both, **days)
    return Tandem.objects.get(pk=stage.tandems[0].pk)


def it_runs(asked_by: str = "mentor", calls: tuple[str, ...] = (), link_used: object = None) -> Change:
    """Who of the two asked for more months, who wants to be called, and whether the link of a quiet tandem is used."""

    def change(stage: Any) -> None:
        tandem = _running(stage)
        Extension.objects.create(tandem=tandem, months=2, asked_by=asked_by)
        CallRequest.objects.bulk_create(CallRequest(tandem=tandem, side=side) for side in calls)
        CareLink.objects.filter(purpose=LinkPurpose.QUIET).update(used_at=link_used)

    return change


def rests_until(days: int) -> Change:
    def change(stage: Any) -> None:
        until = TODAY + dt.timedelta(days=days)
        Break.objects.create(tandem=_running(stage, "paused"), begins_on=TODAY, until=until)

    return change


def wishes(**wanted: bool) -> Change:
    """The tandem of the two has ended early, and these sides have said whether they want somebody else."""

    def change(stage: Any) -> None:
        ended = _running(stage, "ended")
        Wish.objects.bulk_create(Wish(tandem=ended, side=side, wanted=yes) for side, yes in wanted.items())

    return change


_BEFORE = it_runs()
PROBES: dict[str, tuple[str, Change, Change, tuple[str, ...], tuple[str, ...]]] = {
    "who asks for more months": (
        "care.Extension.asked_by", _BEFORE, it_runs(asked_by="mentee"), ("mentor", "mentee"), ("office",),
    ),
    "until when a break is meant": (
        "care.Break.until", rests_until(20), rests_until(40), ("mentor", "mentee"), ("office",),
    ),
    "who wants to be called": (
        "care.CallRequest.side", _BEFORE, it_runs(calls=("mentor",)), ("mentor", "office"), ("mentee",),
    ),
    "who wants a new partner": (
        "care.Wish.wanted", wishes(), wishes(mentor=True), ("mentor", "office"), ("mentee",),
    ),
    "whose link is used": ("care.CareLink.used_at", _BEFORE, it_runs(link_used=NOW), ("mentor",), ("office",)),
}  # fmt: skip
"""Field, before, after, who notices, who must not."""
