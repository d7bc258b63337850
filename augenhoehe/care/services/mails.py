"""The mails of this room, each in the reader's language, in the transaction of the act they tell of.

Those that would tell the office who asked for something, or what it is to see a week later at the earliest, do not
stand in its list of mails (`listed=False`).
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from augenhoehe.applications.enums import Side
from augenhoehe.common.models import in_language
from augenhoehe.messaging.registry import TextKind
from augenhoehe.messaging.services import Letter, queue_mails
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.rules import OFFICE_KINDS
from augenhoehe.tandems.models import Tandem

from .. import placeholders as kinds
from ..enums import LinkPurpose
from ..models import CallRequest
from .links import create_links

Holder = tuple[Tandem, Side]
_ASKED_AGAIN = 60
"""Days that a link opens which nobody has to use."""
_AS_LONG_AS_A_BREAK = 183
"""Days that the link opens with which a break ends: the two are asked once, and nobody says how long it takes."""


def tell(
    kind: TextKind,
    holders: Iterable[Holder],
    *,
    key: str | Mapping[int, str],
    links: Mapping[tuple[int, Side], str] | None = None,
    listed: bool = True,
    named: bool = True,
    months: int = 0,
) -> None:
    """The same mail to each. `key` names the occasion, of all or by the tandem's id: for it a side gets one, ever.

    Without `links` it leads to the tandem's page.
    """
    queue_mails(
        [
            Letter(
                kind,
                tandem.application_of(side).person,
                _values(tandem, side, link=links[tandem.pk, side] if links else None, named=named, months=months),
                programme_id=tandem.cohort.programme_id,
                idempotency_key=f"{kind.key}:{key if isinstance(key, str) else key[tandem.pk]}:{tandem.pk}:{side}",
                listed=listed,
            )
            for tandem, side in holders
        ]
    )


def tell_both(kind: TextKind, tandem: Tandem, *, key: str, months: int = 0) -> None:
    tell(kind, both(tandem), key=key, months=months)


def both(tandem: Tandem) -> list[Holder]:
    return [(tandem, side) for side in Side]


def _values(tandem: Tandem, side: Side, *, link: str | None, named: bool, months: int) -> dict[str, str]:
    person = tandem.application_of(side).person
    with translation.override(person.language):
        day = date_format(tandem.ends_on, "DATE_FORMAT") if tandem.ends_on else ""
    return {
        **_reader(person, tandem.cohort),
        **({"partner": tandem.partner_of(side).person.get_full_name()} if named else {}),
        "day": day,
        "months": str(months),
        "link": link or settings.BASE_URL + reverse("tandem", args=[tandem.pk]),
    }


def _reader(person: Person, cohort: Cohort) -> dict[str, str]:
    return {
        "name": person.get_short_name(),
        "programme": in_language(cohort.programme, "name", person.language),
        "cohort": in_language(cohort, "name", person.language),
        "contact": cohort.programme.contact_email or settings.DEFAULT_FROM_EMAIL,
    }


def _with_links(
    kind: TextKind, holders: Sequence[Holder], purpose: LinkPurpose, until: dt.datetime, *, key: str, **more: bool | int
) -> None:
    links = create_links(holders=holders, purpose=purpose, expires_at=until)
    tell(kind, holders, key=key, links=links, **more)  # type: ignore[arg-type]


def send_ended(tandem: Tandem, now: dt.datetime) -> None:
    """The same words to both, whoever it was; each is asked about a new partner with a link of their own."""
    until = now + dt.timedelta(days=_ASKED_AGAIN)
    _with_links(kinds.ENDED, both(tandem), LinkPurpose.WISH, until, key="once", named=False)


def send_break_over(tandem: Tandem, break_id: int, now: dt.datetime) -> None:
    """The same words to both; whoever comes to it first ends the break, by a link that holds half a year."""
    until = now + dt.timedelta(days=_AS_LONG_AS_A_BREAK)
    _with_links(kinds.BREAK_OVER, both(tandem), LinkPurpose.RESUME, until, key=str(break_id))


def send_extension_asked(tandem: Tandem, side: Side, months: int, key: str, now: dt.datetime) -> None:
    until = now + dt.timedelta(days=_ASKED_AGAIN)
    _with_links(
        kinds.EXTENSION_ASKED, [(tandem, side)], LinkPurpose.EXTEND, until, key=key, listed=False, months=months
    )


def send_quiet(tandems: Sequence[Tandem], now: dt.datetime) -> None:
    """Ask both of each. A day is the occasion: nobody is asked twice on one."""
    until = now + dt.timedelta(days=_ASKED_AGAIN)
    holders = [holder for tandem in tandems for holder in both(tandem)]
    day = timezone.localdate(now).isoformat()
    _with_links(kinds.QUIET, holders, LinkPurpose.QUIET, until, key=day, listed=False)


def send_call_asked(call: CallRequest, tandem: Tandem) -> None:
    """To everybody in the office; the name, and the page where it is settled."""
    person = tandem.application_of(Side(call.side)).person
    cohort = tandem.cohort
    page = settings.BASE_URL + reverse("office-tandems-attention", args=[cohort.pk])
    team = Person.objects.filter(roles__programme=cohort.programme_id, roles__kind__in=OFFICE_KINDS).distinct()
    queue_mails(
        [
            Letter(
                kinds.CALL_ASKED,
                member,
                {**_reader(member, cohort), "person": person.get_full_name(), "link": page},
                programme_id=cohort.programme_id,
                idempotency_key=f"{kinds.CALL_ASKED.key}:{call.pk}:{member.pk}",
            )
            for member in team
        ]
    )
