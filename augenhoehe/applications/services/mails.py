"""The mails of this room, with the values that their wording may use."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from augenhoehe.applications.models import Application
from augenhoehe.common.models import in_language
from augenhoehe.messaging.registry import TextKind
from augenhoehe.messaging.services import Letter, queue_mails


def letter(kind: TextKind, application: Application, **values: str) -> Letter:
    """A mail to the applicant, in their language. Needs `person` and `cohort__programme` fetched."""
    person, cohort = application.person, application.cohort
    with translation.override(person.language):
        role = application.get_side_display()
    return Letter(
        kind,
        to=person,
        values={
            "name": person.get_full_name(),
            "programme": in_language(cohort.programme, "name", person.language),
            "cohort": in_language(cohort, "name", person.language),
            "role": role,
            "link": settings.BASE_URL + reverse("application", args=[application.pk]),
            **values,
        },
        programme_id=cohort.programme_id,
    )


def tell(kind: TextKind, application: Application, **values: str) -> None:
    """Put a mail to the applicant into the outbox."""
    queue_mails([letter(kind, application, **values)])
