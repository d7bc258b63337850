"""Tandems of earlier cohorts: matched by the engine like all others, answered and confirmed long ago."""

import datetime as dt
import random
import uuid
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import F

from augenhoehe.common.dates import months_later
from augenhoehe.matching.enums import Origin, RunState
from augenhoehe.matching.models import Proposal, Run
from augenhoehe.matching.services.runs import compute_run, create_run
from augenhoehe.people.models import Person
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import Answer, MeetingMode, TandemState
from augenhoehe.tandems.models import Meeting, Tandem

EVERY = dt.timedelta(days=28)


def build_past_tandems(
    chance: random.Random,
    cohort: Cohort,
    office: tuple[Person, Person],
    *,
    state: TandemState,
    now: dt.datetime,
) -> None:
    """Match a cohort of the past, and give each pair a meeting every four weeks as long as it runs."""
    running = cohort.phases.get(kind=PhaseKind.RUNNING)
    published = dt.datetime.combine(running.opens_on, dt.time(9), tzinfo=dt.UTC)
    run = create_run(cohort=cohort, actor=office[0], note="", draft_key=None, origin=Origin.START, basis=None)
    compute_run(run_id=run.pk, now=now)
    Run.objects.filter(pk=run.pk).update(
        state=RunState.PUBLISHED,
        submitted_by=office[0],
        submitted_at=published,
        approved_by=office[1],
        published_at=published,
    )
    tandems = Tandem.objects.bulk_create(
        _tandem(cohort, proposal, state, published)
        for proposal in run.proposals.select_related("mentor__person", "mentee__person").order_by("pk")
    )
    since = now - published
    cohort.applications.update(submitted_at=F("submitted_at") - since, decided_at=F("decided_at") - since)
    Meeting.objects.bulk_create(
        meeting for tandem in tandems for meeting in _meetings(chance, tandem, running.opens_on, running.closes_on, now)
    )


def _tandem(cohort: Cohort, proposal: Proposal, state: TandemState, published: dt.datetime) -> Tandem:
    answers: dict[str, Any] = dict.fromkeys(
        ("mentor_answer", "mentee_answer", "mentor_confirms", "mentee_confirms"), Answer.YES
    )
    return Tandem(
        cohort=cohort,
        proposal=proposal,
        mentor=proposal.mentor,
        mentee=proposal.mentee,
        state=state,
        score=proposal.score,
        reasons=proposal.contributions,
        answer_by=published + dt.timedelta(days=7),
        confirm_by=published + dt.timedelta(days=40),
        begins_on=(published + dt.timedelta(days=14)).date(),
        ends_on=months_later((published + dt.timedelta(days=14)).date(), cohort.meetings),
        **answers,
    )


def _meetings(
    chance: random.Random, tandem: Tandem, first: dt.date, last: dt.date, now: dt.datetime
) -> Iterator[Meeting]:
    """One planned date every four weeks from the first week on; of those ahead only the next one is fixed."""
    site = tandem.mentee.person.site
    day = first + dt.timedelta(days=chance.randint(3, 12))
    number = 0
    while day <= last:
        day += dt.timedelta(days=max(0, day.weekday() - 4) and 7 - day.weekday())
        starts_at = dt.datetime.combine(day, dt.time(chance.choice((9, 10, 13, 15))), tzinfo=dt.UTC)
        number += 1
        yield Meeting(
            tandem=tandem,
            number=number,
            starts_at=starts_at,
            mode=MeetingMode.IN_PERSON,
            place=site.name if site else "",
            uid=f"{uuid.UUID(int=chance.getrandbits(128))}@{settings.EMAIL_DOMAINS[0]}",
        )
        if starts_at > now:
            return
        day += EVERY
