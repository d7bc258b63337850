"""The mails of this room, with the values that their wording may use."""

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import translation

from augenhoehe.applications.models import Application
from augenhoehe.common.models import in_language
from augenhoehe.messaging.models import Mail
from augenhoehe.messaging.registry import TextKind
from augenhoehe.messaging.services import Letter, forget_mails_now, queue_mails


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


def forget_mails_about(application: Application) -> None:
    """Remove from the outbox what this room has written to the person, the supervisor and the office about it.

    Mails of the applicant and the office are known by the person or the page they lead to, those of a supervisor, whose
    link is nobody's to keep, by the address and the name.
    """
    written = Mail.objects.of_programme(application.cohort.programme_id).filter(
        key__startswith="applications.", created_at__gte=application.created_at
    )
    own = Q(person_id=application.person_id) | Q(text__contains=application.get_absolute_url())
    asked = application.approvals.values_list("supervisor", flat=True)
    theirs = Q(recipient__in=list(asked), text__contains=application.person.get_full_name())
    forget_mails_now(list(written.filter(own | theirs).values_list("pk", flat=True)))
