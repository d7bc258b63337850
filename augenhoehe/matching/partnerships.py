"""What this room has to know about tandems, told by the room above in its `partnerships.py`.

Matching comes before tandems and must not import them; so the tandems register themselves here.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from augenhoehe.common.discovery import discover
from augenhoehe.programmes.models import Cohort


@dataclass(frozen=True)
class Partnerships:
    """Tandems as the matching needs them.

    taken: application id → places that are taken in this cohort. tried: pairs of application ids (mentor, mentee) of
    this cohort that were published and did not come about. together: pairs of person ids who are or were partners
    in an earlier cohort. recent: pairs of person ids with a tandem in the programme's last two cohorts.
    """

    taken: Mapping[int, int] = field(default_factory=dict)
    tried: frozenset[tuple[int, int]] = frozenset()
    together: frozenset[tuple[int, int]] = frozenset()
    recent: frozenset[tuple[int, int]] = frozenset()


Source = Callable[[Cohort, Iterable[int]], Partnerships]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Declare who knows tandems; the same name again replaces it. `source(cohort, person_ids)` asks only for those."""
    _sources[name] = source


def partnerships(cohort: Cohort, person_ids: Iterable[int]) -> Partnerships:
    """All that the registered rooms know of this cohort, put together."""
    discover("partnerships")
    wanted = list(person_ids)
    known = [source(cohort, wanted) for _name, source in sorted(_sources.items())]
    taken: dict[int, int] = {}
    for one in known:
        for application, places in one.taken.items():
            taken[application] = taken.get(application, 0) + places
    return Partnerships(
        taken=taken,
        tried=frozenset().union(*(one.tried for one in known)),
        together=frozenset().union(*(one.together for one in known)),
        recent=frozenset().union(*(one.recent for one in known)),
    )
