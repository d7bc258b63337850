"""Which version of an agreement holds, and which one waits for somebody's yes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from augenhoehe.applications.enums import Side
from augenhoehe.tandems.models import Tandem

from ..models import Agreement


@dataclass(frozen=True)
class Standing:
    """How far the two are. latest: what was written last; holds: what both agreed to, maybe the same."""

    latest: Agreement | None
    holds: Agreement | None

    @property
    def pending(self) -> Agreement | None:
        """The version that one of the two has not agreed to."""
        return self.latest if self.latest != self.holds else None

    def waits_for(self, side: Side) -> bool:
        """Whether it is this side's turn."""
        return self.pending is not None and self.pending.agreed_at(side) is None

    @property
    def goal_meeting(self) -> int | None:
        """The meeting that belongs to the mentor's goal, by what holds."""
        return self.holds.goal_meeting if self.holds else None


def standing_of(tandem: Tandem) -> Standing:
    """How far this tandem is. One query."""
    return _standing(list(_that_matter(tandem)))


def standing_at_hand(tandem: Tandem) -> Standing:
    """The same, read once for a page: whoever asks again with the same object asks the database no more."""
    prefetch_related_objects([tandem], Prefetch("agreements", _that_matter(tandem), to_attr="agreements_at_hand"))
    return _standing(getattr(tandem, "agreements_at_hand"))  # noqa: B009  (a name that no class declares)


def _that_matter(tandem: Tandem) -> QuerySet[Agreement]:
    own = Agreement.objects.filter(tandem=tandem)
    return own.filter(Q(pk__in=own.values("pk")[:1]) | Q(pk__in=own.in_force().values("pk")[:1]))


def _standing(found: Sequence[Agreement]) -> Standing:
    return Standing(found[0] if found else None, next((one for one in found if one.holds_since), None))


def versions_of(tandem: Tandem) -> QuerySet[Agreement]:
    """All versions, the latest first."""
    return Agreement.objects.filter(tandem=tandem)


def version_before(agreement: Agreement, side: Side) -> Agreement | None:
    """What this side agreed to last, before this version: what it compares it with."""
    agreed = {f"{side}_agreed_at__isnull": False}
    return Agreement.objects.filter(tandem=agreement.tandem_id, number__lt=agreement.number, **agreed).first()
