"""One act: proposals become tandems, and everybody hears of it."""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from augenhoehe.audit.services import record, record_many
from augenhoehe.common.workdays import deadline
from augenhoehe.matching.enums import RunState
from augenhoehe.matching.models import LeftOver, Proposal, Run
from augenhoehe.matching.services import NotPossible, lock_cohort
from augenhoehe.matching.services import change_state as change_run
from augenhoehe.matching.services.publication import require_publishable
from augenhoehe.matching.words import refusal_sentence
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort

from ..enums import LIVE, TandemState
from ..errors import PublicationError, SamePersonError
from ..models import Tandem
from . import mails


@dataclass(frozen=True)
class Published:
    """What a publication did; `new` is False when the run was published before."""

    run: Run
    tandems: int
    left_over: int
    new: bool


@transaction.atomic
def publish_run(*, run: Run, actor: Person, now: dt.datetime, acknowledged: bool) -> Published:
    """Publish a run: all of it, or nothing.

    With four eyes the actor is another person than the one who submitted it. Acts on one cohort's matching happen one
    after another, so a double click and two approvals at the same moment are one publication.
    Side effects: a tandem with its log entry, two links and two mails for each proposal, a mail to everybody left over,
    the run's state and its log entries. `acknowledged`: the actor has read the warnings of the check. Raises
    SamePersonError, and PublicationError when the run cannot be published as things are now.
    """
    cohort = lock_cohort(run.cohort)
    stored = Run.objects.select_related("cohort__programme", "rules").get(pk=run.pk)
    if stored.state == RunState.PUBLISHED:
        return _published(stored, new=False)
    if not actor.has_perm("programmes.approve", cohort):
        raise PublicationError(_("You may not publish proposals of this programme."))
    if cohort.four_eyes and stored.submitted_by_id == actor.pk:
        raise SamePersonError
    try:
        require_publishable(run=stored, acknowledged=acknowledged, today=timezone.localdate(now))
        done = change_run(run=stored, to=RunState.PUBLISHED, actor=actor, now=now)
    except NotPossible as error:
        raise PublicationError(refusal_sentence(error.code, error.facts)) from error
    tandems = _create_tandems(done, actor, now)
    _tell_left_over(done)
    record(actor=actor, action="tandems.published", on=done, tandems=len(tandems))
    return _published(done, new=True)


def _published(run: Run, *, new: bool) -> Published:
    return Published(
        run,
        tandems=Tandem.objects.filter(proposal__run=run).count(),
        left_over=LeftOver.objects.filter(run=run).count(),
        new=new,
    )


def _create_tandems(run: Run, actor: Person, now: dt.datetime) -> list[Tandem]:
    cohort = Cohort.objects.select_related("programme").get(pk=run.cohort_id)
    proposals = Proposal.objects.filter(run=run).select_related("mentor__person__unit", "mentee__person__unit")
    proposals = proposals.prefetch_related("mentor__topics__topic", "mentee__topics__topic").order_by("pk")
    answer_by = deadline(now, cohort.respond_days)
    places = _Places(cohort)
    try:
        with transaction.atomic():
            tandems = Tandem.objects.bulk_create(_tandem(one, cohort, places, answer_by) for one in proposals)
    except IntegrityError as error:
        raise PublicationError(
            _("Somebody of these proposals has got a partner in the meantime. Please start a new run.")
        ) from error
    record_many(actor=actor, action=f"tandems.{TandemState.PROPOSED}", on={one: {} for one in tandems})
    mails.send_proposals(tandems, mails.Lexicons(cohort), answer_by=answer_by)
    return tandems


def _tandem(proposal: Proposal, cohort: Cohort, places: "_Places", answer_by: dt.datetime) -> Tandem:
    return Tandem(
        cohort=cohort,
        proposal=proposal,
        mentor=proposal.mentor,
        mentee=proposal.mentee,
        place=places.take(proposal.mentor_id),
        capacity=min(proposal.mentor.capacity, cohort.mentor_capacity),
        score=proposal.score,
        reasons=proposal.contributions,
        answer_by=answer_by,
    )


class _Places:
    """The lowest free place of each mentor; the database has the last word."""

    def __init__(self, cohort: Cohort) -> None:
        self.taken: dict[int, set[int]] = {}
        for mentor, place in Tandem.objects.filter(cohort=cohort, state__in=LIVE).values_list("mentor_id", "place"):
            self.taken.setdefault(mentor, set()).add(place)

    def take(self, mentor: int) -> int:
        taken = self.taken.setdefault(mentor, set())
        place = next(number for number in range(1, len(taken) + 2) if number not in taken)
        taken.add(place)
        return place


def _tell_left_over(run: Run) -> None:
    """A mail to everybody for whom this run found nobody; not to a mentor with a mentee from an earlier one."""
    placed = Tandem.objects.filter(cohort=run.cohort_id, state__in=LIVE)
    left = (
        LeftOver.objects.filter(run=run)
        .exclude(application__in=placed.values("mentor"))
        .exclude(application__in=placed.values("mentee"))
        .select_related("application__person")
        .order_by("pk")
    )
    cohort = Cohort.objects.select_related("programme").get(pk=run.cohort_id)
    mails.send_left_over([(one.application, one.cause) for one in left], cohort, run.pk)
