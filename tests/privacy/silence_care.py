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
    both = {"mentor_confirms": "yes", "mentee_confirms": "yes"}
    days = {"begins_on": TODAY, "ends_on": TODAY + dt.timedelta(days=180)}
    Tandem.objects.filter(pk=stage.tandems[0].pk).update(state=state, **both, **days)
    return Tandem.objects.get(pk=stage.tandems[0].pk)


def asked_by(side: str) -> Change:
    def change(stage: Any) -> None:
        Extension.objects.all().delete()
        Extension.objects.create(tandem=_running(stage), months=2, asked_by=side)

    return change


def rests_until(days: int) -> Change:
    def change(stage: Any) -> None:
        Break.objects.all().delete()
        until = TODAY + dt.timedelta(days=days)
        Break.objects.create(tandem=_running(stage, "paused"), begins_on=TODAY, until=until)

    return change


def link_used(moment: object) -> Change:
    def change(stage: Any) -> None:
        CareLink.objects.filter(purpose=LinkPurpose.QUIET).update(used_at=moment)

    return change


def calls_wanted(*sides: str) -> Change:
    def change(stage: Any) -> None:
        CallRequest.objects.filter(tandem=_running(stage)).delete()
        CallRequest.objects.bulk_create(CallRequest(tandem=stage.tandems[0], side=side) for side in sides)

    return change


def wishes(**wanted: bool) -> Change:
    """The tandem of the two has ended early, and these sides have said whether they want somebody else."""

    def change(stage: Any) -> None:
        ended = _running(stage, "ended")
        Wish.objects.all().delete()
        Wish.objects.bulk_create(Wish(tandem=ended, side=side, wanted=yes) for side, yes in wanted.items())

    return change


PROBES: dict[str, tuple[str, Change, Change, tuple[str, ...], tuple[str, ...]]] = {
    "who asks for more months": (
        "care.Extension.asked_by", asked_by("mentor"), asked_by("mentee"), ("mentor", "mentee"), ("office",),
    ),
    "until when a break is meant": (
        "care.Break.until", rests_until(20), rests_until(40), ("mentor", "mentee"), ("office",),
    ),
    "who wants to be called": (
        "care.CallRequest.side", calls_wanted(), calls_wanted("mentor"), ("mentor", "office"), ("mentee",),
    ),
    "who wants a new partner": (
        "care.Wish.wanted", wishes(), wishes(mentor=True), ("mentor", "office"), ("mentee",),
    ),
    "whose link is used": ("care.CareLink.used_at", link_used(None), link_used(NOW), ("mentor",), ("office",)),
}  # fmt: skip
"""Field, before, after, who notices, who must not."""
