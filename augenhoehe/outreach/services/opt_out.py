"""Who is written to alone, because their unit has no list, can say: no more announcements to my own address."""

from typing import Final

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse

from augenhoehe.audit.services import record
from augenhoehe.outreach.enums import WaveState
from augenhoehe.outreach.models import Delivery, OptOut, Wave
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Programme

from .mails import take_back

SALT: Final = "outreach.announcement"


def leave_address(person_id: int, programme_id: int) -> str:
    """The page on which this person leaves, and takes it back. Nothing of it is stored, and it does not expire."""
    return f"{settings.BASE_URL}{reverse('announcement-leave', args=[token_for(person_id, programme_id)])}"


def token_for(person_id: int, programme_id: int) -> str:
    """What stands in the address."""
    return _signer().sign(f"{person_id}-{programme_id}")


def find_reader(token: str) -> tuple[Person, Programme]:
    """Whose page it is, of which programme. Raises LookupError for a token nobody issued, or whose reader is gone."""
    try:
        person_id, _, programme_id = _signer().unsign(token).partition("-")
    except BadSignature as error:
        raise LookupError from error
    person = Person.objects.filter(pk=person_id).first()
    programme = Programme.objects.filter(pk=programme_id).first()
    if person is None or programme is None:
        raise LookupError
    return person, programme


@transaction.atomic
def opt_out(*, person: Person, programme: Programme) -> None:
    """Write no announcement of this programme to the person's own address any more. Twice is once.

    Side effects: what waits for them does not go out; a log entry that names nobody.
    """
    waves = Wave.objects.filter(cohort__programme=programme)
    # No wave writes to them between our look and our word.
    list(waves.filter(state__in=(WaveState.PLANNED, WaveState.SENDING)).order_by("pk").select_for_update())
    _row, new = OptOut.objects.get_or_create(person=person, programme=programme)
    take_back(Delivery.objects.filter(wave__in=waves, address__iexact=person.email))
    if new:
        record(actor=None, action="outreach.opted_out", on=programme)


@transaction.atomic
def opt_in(*, person: Person, programme: Programme) -> None:
    """It was a mistake: announcements may come again. Twice is once. Side effect: a log entry that names nobody."""
    if OptOut.objects.filter(person=person, programme=programme).delete()[0]:
        record(actor=None, action="outreach.opted_in", on=programme)


def _signer() -> Signer:
    return Signer(salt=SALT, sep=".")
