from django.db.models import QuerySet

from augenhoehe.people.models import Person

from ..models import Assistant, Mailbox


def shares_mailbox(person: Person) -> bool:
    """Whether others read this person's mail: then what came by mail alone proves nothing."""
    return Mailbox.objects.filter(person=person, shared=True).exists()


def assistants_of(person: Person) -> QuerySet[Assistant]:
    """Who arranges this person's dates."""
    return Assistant.objects.filter(executive=person).select_related("assistant")


def executives_of(person: Person) -> QuerySet[Assistant]:
    """Whose dates this person arranges."""
    return Assistant.objects.filter(assistant=person).select_related("executive").order_by("executive__last_name", "pk")


def may_schedule_for(assistant: Person, executive: Person) -> bool:
    """Whether this person arranges the other's dates."""
    return Assistant.objects.filter(assistant=assistant, executive=executive).exists()
