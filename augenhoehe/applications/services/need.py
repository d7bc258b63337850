"""The office asks for need checks that are missing."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.db import transaction

from augenhoehe.applications.models import Application, NeedCheck
from augenhoehe.applications.placeholders import NEED_ASKED
from augenhoehe.applications.selectors.need import without_check
from augenhoehe.audit.services import record_many
from augenhoehe.messaging.services import queue_mails
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort

from .links import links_to_need
from .mails import letter

ASK_AGAIN_AFTER: Final = dt.timedelta(days=7)


@transaction.atomic
def ask_for_need_checks(*, actor: Person, cohort: Cohort, now: dt.datetime) -> Sequence[Application]:
    """Ask all mentees whose application waits and who have not filled one in; returns whom.

    Who was asked within a week is left in peace. Side effects: a mail and a log entry each; the link in the mail takes
    the place of an earlier one; a card on their home page until the need check is filled in.
    """
    recently = NeedCheck.objects.filter(application__cohort=cohort, asked_at__gt=now - ASK_AGAIN_AFTER)
    people = list(
        without_check(cohort)
        .exclude(need_check__in=recently)
        .select_related("person", "cohort__programme")
        .select_for_update(of=("self",))
    )
    NeedCheck.objects.bulk_create(
        [NeedCheck(application=one, asked_at=now) for one in people],
        update_conflicts=True,
        unique_fields=["application"],
        update_fields=["asked_at"],
    )
    links = links_to_need(people, now=now)
    queue_mails([letter(NEED_ASKED, one, link=links[one.pk]) for one in people])
    record_many(actor=actor, action="applications.need_asked", on={one: {} for one in people})
    return people
