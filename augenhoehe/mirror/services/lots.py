"""What a cohort's tandems have in common: sums that nobody may read before enough of them are in.

A pair adds to the sums in the moment in which both have sent. No row of its own is made of it, and the sums stay
sealed until there are five tandems of five people on each side in them; then they are written down once and a new lot
begins. So figures grow by five tandems at least, and the difference of two readings is nobody's.
"""

from augenhoehe.programmes.models import Cohort

from ..confidential import open_lot, with_pair
from ..models import AnswerSheet, Lot
from ..rules import FLOOR


def count_in(one: AnswerSheet, other: AnswerSheet) -> None:
    """Add a pair to its cohort's open lot, in the caller's transaction, and close the lot when it is large enough."""
    cohort = Cohort.objects.select_for_update().get(pk=one.tandem.cohort_id)
    lot, _new = Lot.objects.get_or_create(cohort=cohort, round=one.round, closed=False)
    lot.sealed = with_pair(lot, one, other)
    lot.tandems += 1
    AnswerSheet.objects.filter(pk__in=(one.pk, other.pk)).update(waiting=True)
    waiting = AnswerSheet.objects.filter(tandem__cohort=cohort, round=one.round, waiting=True)
    people = waiting.order_by().values_list("tandem__mentor__person", "tandem__mentee__person").distinct()
    mentors, mentees = ({row[place] for row in people} for place in (0, 1))
    if min(lot.tandems, len(mentors), len(mentees)) >= FLOOR:
        lot.sums = {key: list(numbers) for key, numbers in open_lot(lot).items()}
        lot.sealed, lot.closed = None, True
        waiting.update(waiting=False)
    Lot.objects.filter(pk=lot.pk).update(
        sealed=lot.sealed, tandems=lot.tandems, sums=lot.sums, closed=lot.closed
    )  # fmt: skip
