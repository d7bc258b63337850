"""What the office decides about people. Every one of these acts is a person's; the machine has no part in them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max

from augenhoehe.applications import holds
from augenhoehe.applications.enums import TRANSITIONS, DeclineText, State
from augenhoehe.applications.models import Application, ProposedDecision
from augenhoehe.applications.placeholders import ADMITTED, DECLINED, RESERVE
from augenhoehe.applications.selectors.approval import reasons_not_to_admit
from augenhoehe.audit.services import record_many
from augenhoehe.messaging.registry import TextKind
from augenhoehe.messaging.services import queue_mails
from augenhoehe.messaging.wording import Rendered, render
from augenhoehe.people.models import Person

from .approval import cease_asking, resume_asking
from .mails import letter
from .member import HeldError
from .states import IllegalTransitionError, change_states


class SecondPersonNeededError(Exception):
    """In this cohort one person proposes and another one confirms."""


@dataclass(frozen=True)
class Decision:
    """What is decided about a person.

    reason: for the office. text: which mail a declined person gets. message: the office's words to the person, in the
    mail and on their page. by and confirmed_by: who decided, and the second pair of eyes.
    """

    to: State
    reason: str = ""
    text: DeclineText = DeclineText.PLACES
    message: str = ""
    by: Person | None = None
    confirmed_by: Person | None = None

    @property
    def letter(self) -> TextKind:
        """The mail that tells the person."""
        return {State.ADMITTED: ADMITTED, State.RESERVE: RESERVE}.get(self.to, DECLINED[DeclineText(self.text)])


@dataclass(frozen=True)
class Bulk:
    """What became of a decision about several people; `refused` says why not."""

    done: list[Application] = field(default_factory=list)
    refused: dict[Application, Exception] = field(default_factory=dict)


@transaction.atomic
def decide(
    *,
    actor: Person,
    application: Application,
    to: State,
    now: dt.datetime,
    reason: str = "",
    text: str = DeclineText.PLACES,
    message: str = "",
) -> Application:
    """Admit, put on the reserve list, or decline; see `decide_many`. Raises what that refuses."""
    bulk = decide_many(
        actor=actor, applications=[application], to=to, now=now, reason=reason, text=text, message=message
    )
    for error in bulk.refused.values():
        raise error
    return Application.objects.select_related("person", "cohort__programme").get(pk=application.pk)


@transaction.atomic
def decide_many(
    *,
    actor: Person,
    applications: Sequence[Application],
    to: State,
    now: dt.datetime,
    reason: str = "",
    text: str = DeclineText.PLACES,
    message: str = "",
) -> Bulk:
    """The same decision for several people, each with a mail of their own.

    The same decision twice is one. Whoever can no longer be decided so (withdrawn meanwhile, in a tandem) is refused
    and the others go on. Raises SecondPersonNeededError where the cohort wants four eyes. Side effects: a log entry
    and a mail each, and for the reserve list the last places of the role in the order given; supervisors who have not
    answered are no longer asked about whom it declines, and asked anew about whom it takes back.
    """
    locked = _locked(one.pk for one in applications)
    if any(one.cohort.selection_four_eyes for one in locked):
        raise SecondPersonNeededError
    decision = Decision(to, reason, DeclineText(text), message, by=actor)
    return carry_out(decisions=dict.fromkeys(locked, decision), actor=actor, now=now)


def carry_out(*, decisions: Mapping[Application, Decision], actor: Person, now: dt.datetime) -> Bulk:
    """Store these decisions about locked applications, in the caller's transaction, and tell the people."""
    possible, result = sort_out(decisions)
    groups: dict[Decision, list[Application]] = {}
    for one in possible:
        groups.setdefault(decisions[one], []).append(one)
    for decision, group in groups.items():
        change_states(
            locked=group,
            to=decision.to,
            actor=actor,
            now=now,
            decided_by=decision.by,
            confirmed_by=decision.confirmed_by,
            decision_reason=decision.reason,
            decision_text=decision.text if decision.to == State.DECLINED else "",
            decision_message=decision.message,
            reserve_rank=None,
        )
        if decision.to == State.RESERVE:
            _put_last(group)
        follow_up = cease_asking if decision.to == State.DECLINED else resume_asking
        follow_up(applications=group, actor=actor, now=now)
        queue_mails([letter(decision.letter, one, message=decision.message) for one in group])
    result.done.extend(possible)
    return result


def sort_out(decisions: Mapping[Application, Decision]) -> tuple[list[Application], Bulk]:
    """Applications about which this can be decided now; and those for which it was, or cannot be, with the reason."""
    held = holds.reasons_to_stay([one for one, decision in decisions.items() if decision.to != State.ADMITTED])
    held |= reasons_not_to_admit([one for one, decision in decisions.items() if decision.to == State.ADMITTED])
    possible, rest = [], Bulk()
    for one, decision in decisions.items():
        if one.state == decision.to:
            rest.done.append(one)
        elif one.pk in held:
            rest.refused[one] = HeldError(held[one.pk])
        elif decision.to not in TRANSITIONS[State(one.state)]:
            rest.refused[one] = IllegalTransitionError(one.state, decision.to)
        else:
            possible.append(one)
    return possible, rest


def _locked(ids: Iterable[int]) -> list[Application]:
    """The applications in the order of the ids. Locked in the order of their keys, so no acts wait in a circle."""
    wanted = list(dict.fromkeys(ids))
    rows = Application.objects.filter(pk__in=wanted).select_related("person", "cohort__programme").order_by("pk")
    found = {one.pk: one for one in rows.select_for_update(of=("self",))}
    return [found[pk] for pk in wanted if pk in found]


def _put_last(group: Sequence[Application]) -> None:
    """Give each of them the next place of its role's reserve list."""
    for side in {one.side for one in group}:
        new = [one for one in group if one.side == side]
        listed = Application.objects.filter(cohort=new[0].cohort_id, side=side)
        last = int(listed.aggregate(last=Max("reserve_rank"))["last"] or 0)
        for rank, one in enumerate(new, start=last + 1):
            one.reserve_rank = rank
        Application.objects.bulk_update(new, ["reserve_rank"], batch_size=500)


@transaction.atomic
def propose_many(
    *,
    actor: Person,
    applications: Sequence[Application],
    to: State,
    now: dt.datetime,
    reason: str = "",
    text: str = DeclineText.PLACES,
    message: str = "",
) -> Bulk:
    """Put a decision about several people before a second person; it replaces what was proposed for them before.

    Refuses whom `decide_many` would. Nobody is told anything. Side effect: a log entry each.
    """
    decision = Decision(to, reason, DeclineText(text), message)
    possible, result = sort_out(dict.fromkeys(_locked(one.pk for one in applications), decision))
    ProposedDecision.objects.filter(application__in=[one.pk for one in possible]).delete()
    ProposedDecision.objects.bulk_create(
        ProposedDecision(
            application=one, to=to, text=text, reason=reason, message=message, proposed_by=actor, proposed_at=now
        )
        for one in possible
    )
    record_many(actor=actor, action="applications.proposed", on={one: {"to": to} for one in possible})
    result.done.extend(possible)
    return result


@transaction.atomic
def confirm_many(*, actor: Person, proposals: Sequence[ProposedDecision], now: dt.datetime) -> Bulk:
    """Carry out what somebody else proposed. Twice is once; a proposal that was replaced meanwhile is no longer there.

    One's own proposals are refused, and what `decide_many` would refuse. Side effects as there.
    """
    locked = {one.pk: one for one in _locked(one.application_id for one in proposals)}
    stored = ProposedDecision.objects.filter(pk__in=[one.pk for one in proposals]).select_related("proposed_by")
    own: dict[Application, Exception] = {}
    decisions: dict[Application, Decision] = {}
    for one in stored:
        application = locked[one.application_id]
        if one.proposed_by_id == actor.pk:
            own[application] = SecondPersonNeededError()
            continue
        decisions[application] = Decision(
            State(one.to), one.reason, DeclineText(one.text), one.message, one.proposed_by, confirmed_by=actor
        )
    result = carry_out(decisions=decisions, actor=actor, now=now)
    result.refused.update(own)
    return result


@transaction.atomic
def drop_proposals(*, actor: Person, proposals: Sequence[ProposedDecision]) -> int:
    """Take proposals off the table; the applications stand as they stood. Returns how many. A log entry each."""
    _locked(one.application_id for one in proposals)
    stored = list(ProposedDecision.objects.filter(pk__in=[one.pk for one in proposals]).select_related("application"))
    ProposedDecision.objects.filter(pk__in=[one.pk for one in stored]).delete()
    record_many(actor=actor, action="applications.proposal_dropped", on={one.application: {} for one in stored})
    return len(stored)


def preview_letter(*, decision: Decision, application: Application) -> Rendered:
    """The mail that would go out, with its real values."""
    one = letter(decision.letter, application, message=decision.message)
    return render(one.kind, one.to.language, one.values, one.programme_id)
