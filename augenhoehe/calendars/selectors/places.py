import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Programme

from ..models import HeldDate, NeutralPlace, PlaceQuerySet, TravelTime


def places_of(programme: Programme, *, now: dt.datetime) -> PlaceQuerySet:
    """All places of a programme, each with `free`, the number of dates held there that nobody has taken."""
    free = Count("held_dates", filter=Q(held_dates__taken_by=None, held_dates__starts_at__gt=now))
    found = NeutralPlace.objects.filter(programme=programme).select_related("site")
    return found.annotate(free=free).order_by("name", "pk")


def free_dates(programme: Programme, *, now: dt.datetime) -> QuerySet[HeldDate]:
    """Dates that tandems can take, in order."""
    held = HeldDate.objects.filter(place__programme=programme, place__offered=True, taken_by=None, starts_at__gt=now)
    return held.select_related("place__site")


def places_for(programme: Programme, people: Sequence[Person], *, now: dt.datetime) -> list[NeutralPlace]:
    """Places that can be used, the one with the shorter of the two longer ways first. Two queries."""
    sites = {person.site_id for person in people}
    known: dict[frozenset[int | None], int] = {
        frozenset((one, other)): minutes
        for one, other, minutes in TravelTime.objects.filter(Q(one__in=sites) | Q(other__in=sites)).values_list(
            "one", "other", "minutes"
        )
    }

    def way(place: NeutralPlace) -> int:
        return max(
            (
                0
                if site and site == place.site_id
                else known.get(frozenset((site, place.site_id)), settings.TRAVEL_MINUTES)
                for site in sites
            ),
            default=0,
        )

    return sorted(places_of(programme, now=now).offered(), key=lambda place: (way(place), place.name))


def travel_times() -> QuerySet[TravelTime]:
    return TravelTime.objects.select_related("one", "other")
