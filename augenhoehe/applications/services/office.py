"""What the office does around its decisions: order of the reserve list, give back, let in."""

import datetime as dt

from django.db import transaction
from django.db.models import F

from augenhoehe.applications.enums import State
from augenhoehe.applications.models import Application
from augenhoehe.applications.placeholders import INVITED, RETURNED
from augenhoehe.audit.services import record
from augenhoehe.people.models import Person
from augenhoehe.people.services import person_for
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.services import require_release

from .links import link_to_form
from .mails import tell
from .states import IllegalTransitionError, change_state


@transaction.atomic
def move_on_reserve_list(*, actor: Person, application: Application, up: bool) -> None:
    """Change places with the neighbour on the role's reserve list; at the end of the list nothing happens.

    Side effect: a log entry.
    """
    same = Application.objects.select_for_update().filter(
        cohort=application.cohort_id, side=application.side, state=State.RESERVE
    )
    order = [one.pk for one in same.order_by(F("reserve_rank").asc(nulls_last=True), "pk")]
    if application.pk not in order:
        raise IllegalTransitionError(application.state, State.RESERVE)
    here = order.index(application.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
        for rank, pk in enumerate(order, start=1):
            Application.objects.filter(pk=pk).update(reserve_rank=rank)
        record(actor=actor, action="applications.reserve_moved", on=application, place=there + 1)


@transaction.atomic
def return_application(*, actor: Person, application: Application, message: str, now: dt.datetime) -> Application:
    """Give a submitted application back to the person, who completes it and hands it in again.

    It works after the call too. Raises IllegalTransitionError. Side effects: a log entry and a mail that
    carries the office's message and a link to the form.
    """
    back = change_state(application=application, to=State.DRAFT, actor=actor, now=now, late=True)
    tell(RETURNED, back, message=message, link=link_to_form(back, now=now))
    return back


@transaction.atomic
def invite_person(
    *,
    actor: Person,
    cohort: Cohort,
    email: str,
    side: str,
    now: dt.datetime,
    first_name: str = "",
    last_name: str = "",
) -> tuple[Application, bool]:
    """Let somebody apply who comes late: an empty application that is open to them whatever the phase.

    Returns the application and whether it is new; whoever has one already keeps it. Raises
    AddressRefusedError for an address outside of the organisation, and NotReleasedError before the office has
    released the call: no invitation goes round the staff council. Side effects: the person is made when
    unknown; a log entry and a mail when the application is new.
    """
    require_release(cohort)
    person = person_for(email=email)
    if not (person.first_name or person.last_name) and (first_name or last_name):
        Person.objects.filter(pk=person.pk).update(first_name=first_name, last_name=last_name)
    known = Application.objects.filter(cohort=cohort, person=person).first()
    if known and known.state != State.WITHDRAWN:
        if known.state == State.DRAFT and not known.late:
            known.save_version(known.version, late=True)
            record(actor=actor, action="applications.let_in", on=known)
        return known, False
    if known:
        made = change_state(application=known, to=State.DRAFT, actor=actor, now=now, side=side, late=True)
    else:
        made = Application.objects.create(
            cohort=cohort, person=person, side=side, late=True, languages=list(person.languages)
        )
    made = Application.objects.select_related("person", "cohort__programme").get(pk=made.pk)
    record(actor=actor, action="applications.invited", on=made, side=side)
    tell(INVITED, made, link=link_to_form(made, now=now))
    return made, True
