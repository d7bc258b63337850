"""After a tandem did not come about: the office proposes the next pair with one click."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from augenhoehe.applications.enums import State
from augenhoehe.applications.models import Application
from augenhoehe.applications.services import decide
from augenhoehe.matching.enums import RunState
from augenhoehe.matching.models import Run
from augenhoehe.matching.services import NotPossible, run_of_one_pair, submit_for_approval
from augenhoehe.matching.words import refusal_sentence
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort

from ..errors import PublicationError
from .publication import publish_run


@dataclass(frozen=True)
class Placed:
    """The run of this pair, and whether it is published already; else a second person has it."""

    run: Run
    published: bool


@transaction.atomic
def propose_pair(
    *, cohort: Cohort, mentor: Application, mentee: Application, actor: Person, now: dt.datetime
) -> Placed:
    """Propose these two to each other, under all hard rules.

    Somebody on the reserve list is admitted by it. Without four eyes both are asked at once; with four eyes the pair
    goes to a second person like any other run. Pressing twice is one proposal. Side effects: those of admitting,
    submitting and publishing. Raises PublicationError with what stands against it; then nothing has happened.
    """
    for application in (mentor, mentee):
        if application.state == State.RESERVE:
            decide(actor=actor, application=application, to=State.ADMITTED, now=now)
    try:
        run, _new = run_of_one_pair(cohort=cohort, mentor=mentor, mentee=mentee, actor=actor, now=now)
        if cohort.four_eyes and run.state == RunState.READY:
            run = submit_for_approval(run=run, actor=actor, version=run.version, acknowledged=True, now=now)
    except NotPossible as error:
        raise PublicationError(refusal_sentence(error.code, error.facts)) from error
    if cohort.four_eyes:
        return Placed(run, published=False)
    return Placed(publish_run(run=run, actor=actor, now=now, acknowledged=True).run, published=True)
