from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from augenhoehe.audit.services import record
from augenhoehe.common.models import in_language
from augenhoehe.messaging.services import queue_mail
from augenhoehe.people.models import Person
from augenhoehe.people.services import person_for
from augenhoehe.programmes.enums import RoleKind
from augenhoehe.programmes.models import Programme, Role
from augenhoehe.programmes.placeholders import ROLE_GIVEN
from augenhoehe.programmes.rules import APPROVER_KINDS


class LastOfficeError(Exception):
    """A programme without anybody in its office could not be run any more."""


class ConfidantInOfficeError(Exception):
    """A confidant stands outside the office: what is said to the one must never be said to the other."""

    def message(self) -> str:
        """What whoever gives the role reads."""
        return _(
            "A confidant must not work in the office or approve for it. "
            "Take that role back first, or choose somebody else."
        )


@transaction.atomic
def assign_role(*, programme: Programme, email: str, kind: str, actor: Person | None) -> Role:
    """Give a role to the person with this address, who becomes known by it. Having it already changes
    nothing.

    Raises AddressRefusedError for an address outside the organisation, and ConfidantInOfficeError. Side effects: a log
    entry and a mail.
    """
    person = person_for(email=email)
    _stay_apart(Programme.objects.select_for_update().get(pk=programme.pk), person, kind)
    role, created = Role.objects.get_or_create(programme=programme, person=person, kind=RoleKind(kind))
    if created:
        record(actor=actor, action="programmes.role_assigned", on=programme, person=person.pk, kind=kind)
        queue_mail(
            ROLE_GIVEN,
            to=person,
            programme_id=programme.pk,
            values={
                "role": _label(kind, person.language),
                "programme": in_language(programme, "name", person.language),
                "link": f"{settings.BASE_URL}{reverse('home')}",
            },
        )
    return role


def _stay_apart(programme: Programme, person: Person, kind: str) -> None:
    """The confidant's role, and those of the office and its approvers, are never one person's."""
    apart = {RoleKind.CONFIDANT: APPROVER_KINDS, **dict.fromkeys(APPROVER_KINDS, (RoleKind.CONFIDANT,))}
    if programme.roles.filter(person=person, kind__in=apart.get(RoleKind(kind), ())).exists():
        raise ConfidantInOfficeError


@transaction.atomic
def withdraw_role(*, role: Role, actor: Person) -> None:
    """Take a role back.

    Raises LastOfficeError for the last person in the office. Side effect: a log entry.
    """
    programme = Programme.objects.select_for_update().get(pk=role.programme_id)
    office = programme.roles.filter(kind=RoleKind.OFFICE)
    if role.kind == RoleKind.OFFICE and not office.exclude(pk=role.pk).exists():
        raise LastOfficeError
    record(actor=actor, action="programmes.role_withdrawn", on=programme, person=role.person_id, kind=role.kind)
    role.delete()


def _label(kind: str, language: str) -> str:
    with translation.override(language):
        return str(RoleKind(kind).label)
