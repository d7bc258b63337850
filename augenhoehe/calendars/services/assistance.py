"""Who arranges whose dates."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from augenhoehe.audit.services import record
from augenhoehe.messaging.services import queue_mail
from augenhoehe.people.models import Person
from augenhoehe.people.services import OwnAddressError, person_for

from ..models import Assistant
from ..placeholders import ASSISTANT_NAMED


@transaction.atomic
def name_assistant(*, executive: Person, email: str, draft_key: UUID) -> Assistant:
    """Let somebody arrange one's dates: from now on they see when and where, and nothing else.

    Naming somebody twice changes nothing. Raises AddressRefusedError and OwnAddressError. Side effects: a log entry,
    and a mail to the assistant.
    """
    assistant = person_for(email=email)
    if assistant == executive:
        raise OwnAddressError
    row, created = Assistant.objects.get_or_create(
        executive=executive, assistant=assistant, defaults={"draft_key": draft_key}
    )
    if created:
        record(actor=executive, action="calendars.assistant_named", on=row)
        values = {
            "name": assistant.get_short_name(),
            "executive": str(executive),
            "link": f"{settings.BASE_URL}{reverse('assistance')}",
        }
        queue_mail(ASSISTANT_NAMED, to=assistant, values=values, idempotency_key=f"calendars.assistant:{row.pk}")
    return row


@transaction.atomic
def end_assistance(*, assistance: Assistant, actor: Person) -> None:
    """Either of the two ends it, without a reason; at once nothing is to be seen any more. Side effect: a log entry."""
    record(actor=actor, action="calendars.assistance_ended", on=assistance)
    assistance.delete()
