"""The mails of this room, each in its reader's language, in the transaction of the act they tell of."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from augenhoehe.applications.enums import Side
from augenhoehe.common.models import in_language
from augenhoehe.messaging.registry import TextKind
from augenhoehe.messaging.services import Letter, queue_mails
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Programme
from augenhoehe.tandems.models import Tandem

from .. import placeholders as kinds
from ..models import Publication
from ..rules import kept_until


def send_endings(endings: Iterable[tuple[Tandem, dt.date]]) -> None:
    """Both of each hear that their tandem ends, and what there is to do until this last day."""
    queue_mails(
        [
            _letter(
                kinds.ENDING,
                tandem.application_of(side).person,
                tandem.partner_of(side).person,
                tandem.cohort.programme,
                {"link": _at("tandem-closing", tandem.pk), "until": _day(last, tandem, side)},
                key=f"ending:{tandem.pk}:{side}:{last}",
            )
            for tandem, last in endings
            for side in Side
        ]
    )


def send_closed(tandem: Tandem, ends_on: dt.date) -> None:
    """It is over: what can still be read, and until when."""
    texts, record = kept_until(ends_on, tandem.cohort)
    for side in Side:
        values = {
            "link": _at("tandem", tandem.pk),
            "texts_until": _day(texts, tandem, side),
            "until": _day(record, tandem, side),
        }
        _send_to_side(kinds.CLOSED, tandem, side, values, key="closed")


def send_consent_asked(tandem: Tandem, *, to: Side, publication: Publication) -> None:
    """The partner has agreed to a text; whether this one does too is asked once a wording."""
    key = f"consent_asked:{publication.pk}:{publication.version}"
    _send_to_side(
        kinds.CONSENT_ASKED, tandem, to, {"link": _at("tandem-publication", tandem.pk)}, key=key, listed=False
    )


def send_published(publication: Publication, tandem: Tandem, now: dt.datetime) -> None:
    """It is in the library, for everybody to read."""
    link = _at("publication", publication.programme.slug, publication.pk)
    for side in Side:
        values = {"link": link, "title": publication.title}
        _send_to_side(kinds.PUBLISHED, tandem, side, values, key=f"published:{publication.pk}:{now.isoformat()}")


def send_withdrawn(publication: Publication, *, by: Person) -> None:
    """To the other author: it is out of the library."""
    authors = (publication.mentor, publication.mentee)
    _send_to_authors(kinds.WITHDRAWN, publication, [one for one in authors if one.pk != by.pk], {}, listed=False)


def send_taken_down(publication: Publication, message: str) -> None:
    """To both authors: the office has taken it off the page, and why."""
    authors = [publication.mentor, publication.mentee]
    _send_to_authors(kinds.TAKEN_DOWN, publication, authors, {"message": message})


def send_in_touch(tandem: Tandem) -> None:
    """Both have said yes: each gets the other's work address."""
    for side in Side:
        values = {"link": _at("tandem-closing", tandem.pk), "address": tandem.partner_of(side).person.email}
        _send_to_side(kinds.IN_TOUCH, tandem, side, values, key="in_touch", listed=False)


def _send_to_side(
    kind: TextKind, tandem: Tandem, side: Side, values: Mapping[str, str], *, key: str, listed: bool = True
) -> None:
    me, partner = tandem.application_of(side).person, tandem.partner_of(side).person
    key = f"{key}:{tandem.pk}:{side}"
    queue_mails([_letter(kind, me, partner, tandem.cohort.programme, values, key=key, listed=listed)])


def _send_to_authors(
    kind: TextKind, publication: Publication, to: Iterable[Person], values: Mapping[str, str], *, listed: bool = True
) -> None:
    link = _at("library", publication.programme.slug)
    for person in to:
        partner = publication.mentee if person.pk == publication.mentor_id else publication.mentor
        letter = _letter(kind, person, partner, publication.programme, {"link": link, **values}, listed=listed)
        queue_mails([letter])


def _letter(
    kind: TextKind,
    person: Person,
    partner: Person,
    programme: Programme,
    values: Mapping[str, str],
    *,
    key: str = "",
    listed: bool = True,
) -> Letter:
    return Letter(
        kind,
        person,
        {
            "name": person.get_short_name(),
            "programme": in_language(programme, "name", person.language),
            "contact": programme.contact_email or settings.DEFAULT_FROM_EMAIL,
            "partner": partner.get_full_name(),
            **values,
        },
        programme_id=programme.pk,
        idempotency_key=f"undertakings.{key}" if key else None,
        listed=listed,
    )


def _day(day: dt.date, tandem: Tandem, side: Side) -> str:
    with translation.override(tandem.application_of(side).person.language):
        return date_format(day, "DATE_FORMAT")


def _at(name: str, *parts: object) -> str:
    return f"{settings.BASE_URL}{reverse(name, args=parts)}"
