"""The programme's mails along a tandem's months."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils import timezone

from augenhoehe.messaging.registry import TextKind
from augenhoehe.programmes.parts import Part
from augenhoehe.tandems.models import Tandem

from .. import placeholders as kinds
from ..rules import CATCH_UP, Stretch
from ..selectors.dates import confirmed, stretch_of, with_people
from . import mails

FIRST_WEEKS: Final = 10
"""Days after the beginning."""

BEFORE_END: Final = 28
"""Days before the last day."""


@dataclass(frozen=True)
class Moment:
    """A mail, and the day of the stretch on which it is due. `again`: once more when the stretch gets longer."""

    kind: TextKind
    day: Callable[[Stretch], int]
    again: bool = False

    def is_due(self, stretch: Stretch, today: dt.date) -> bool:
        return 0 <= stretch.day(today) - self.day(stretch) < CATCH_UP


MOMENTS: Final = (
    Moment(kinds.FIRST_WEEKS, lambda _stretch: FIRST_WEEKS),
    Moment(kinds.UNDER_WAY, lambda stretch: stretch.days // 3),
    Moment(kinds.TOWARDS_END, lambda stretch: stretch.days - BEFORE_END, again=True),
)


def send_phase_mails(*, now: dt.datetime) -> int:
    """Write to both of each tandem whose day has come. Returns how many tandems, each counted for each mail.

    A break's days do not count. What was due more than a week ago is left out: it would tell old news. An extension
    brings the mail before the end once more, with the new last day. Constant queries a batch; safe to run twice or in
    parallel.
    """
    today = timezone.localdate(now)
    sent = 0
    for batch in confirmed(Part.COMPANION):
        stretches = {tandem.pk: stretch_of(tandem) for tandem in batch}
        for moment in MOMENTS:
            due = [one for one in batch if moment.is_due(stretches[one.pk], today)]
            sent += _send(moment, due, stretches)
    return sent


@transaction.atomic
def _send(moment: Moment, tandems: Sequence[Tandem], stretches: Mapping[int, Stretch]) -> int:
    if tandems:
        holders = [holder for tandem in with_people(tandems) for holder in mails.both(tandem)]
        keys = {one.pk: str(stretches[one.pk].days) if moment.again else "once" for one in tandems}
        mails.tell(moment.kind, holders, key=keys)
    return len(tandems)
