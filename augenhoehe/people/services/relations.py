import datetime as dt

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.people.enums import DeclaredKind, RelationKind
from augenhoehe.people.models import FormerTandem, Person, Relation

from .sign_in import person_for

KEPT = dt.timedelta(days=366)
"""A relation counts for twelve months after its end, in a leap year too."""


class OwnAddressError(Exception):
    """Nobody stands in a relation to themselves."""


@transaction.atomic
def declare_relation(*, person: Person, kind: str, email: str, until: dt.date | None = None) -> Relation | FormerTandem:
    """What a person says about themselves and a colleague: known to the person and the matching, to nobody
    else.

    Saying it again changes at most `until`. Raises AddressRefusedError and OwnAddressError. Side effect: a
    log entry that does not name the other one.
    """
    other = person_for(email=email)
    if other == person:
        raise OwnAddressError
    declared = DeclaredKind(kind)
    row: Relation | FormerTandem
    if declared.is_tandem:
        mentor, mentee = (other, person) if declared == DeclaredKind.MY_MENTOR else (person, other)
        row, created = FormerTandem.objects.update_or_create(
            mentor=mentor, mentee=mentee, declared_by=person, defaults={"ended_on": until}
        )
    else:
        superior, subordinate = (person, other) if declared.is_mine_to_lead else (other, person)
        row, created = Relation.objects.update_or_create(
            superior=superior,
            subordinate=subordinate,
            kind=RelationKind(declared.relation),
            declared_by=person,
            defaults={"until": until},
        )
    if created:
        record(actor=person, action="people.relation_declared", on=person)
    return row


@transaction.atomic
def take_back_relation(*, person: Person, row: Relation | FormerTandem) -> None:
    """Delete what the person declared. Side effect: a log entry that does not name the other one."""
    record(actor=person, action="people.relation_taken_back", on=person)
    row.delete()


@transaction.atomic
def forget_ended_relations(*, today: dt.date) -> int:
    """Remove relations that ended more than twelve months ago: no rule needs them. Returns how many."""
    count, _per_model = Relation.objects.filter(until__lt=today - KEPT).delete()
    return count
