"""A year of a cohort, day by day, with all that the machine does by itself: no mail twice, and none missing.

Twelve tandems are published on day 0. Each is one way a tandem can go; what its people do stands in `ACTS`, what they
are sent in `EXPECTED`. Twice the worker is down for three days; now and then it does everything twice. It works on each
day on which something is due, on the one before (too early would show) and the one after (twice would show), and once a
week where nothing is.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from django.utils.module_loading import import_string

from augenhoehe.applications.enums import Side
from augenhoehe.applications.models import Approval
from augenhoehe.applications.services import approval as approvals
from augenhoehe.care.services.breaks import pause_tandem, resume_tandem
from augenhoehe.care.services.extensions import answer_extension, ask_extension
from augenhoehe.care.services.leaving import end_tandem, wish_partner
from augenhoehe.care.services.quiet import say_all_is_well
from augenhoehe.common.periodic import jobs
from augenhoehe.common.workdays import add_working_days
from augenhoehe.messaging.models import Mail
from augenhoehe.messaging.registry import text_kinds
from augenhoehe.notebook.services.messages import write_message
from augenhoehe.surveys.enums import Wave
from augenhoehe.surveys.models import Invitation
from augenhoehe.surveys.services import load_starter_instruments, send_answers
from augenhoehe.surveys.tokens import token_of
from augenhoehe.tandems.models import Meeting, Tandem
from augenhoehe.tandems.services.answers import answer_proposal
from augenhoehe.tandems.services.confirmation import confirm_tandem, end_unconfirmed
from augenhoehe.tandems.services.meetings import cancel_meeting
from tests import factories
from tests.factories import NOW, TODAY
from tests.matching.world import make_world
from tests.tandems.world import DETAILS, planned, published

DAYS = 366
Act = Callable[["Story", dt.datetime], object]
Sent = int | tuple[int, Side]
OF_TANDEMS = (
    *("tandems", "care", "mirror", "surveys", "agreements", "notebook"),
    *("undertakings", "calendars", "applications"),
)
"""Rooms whose jobs run every day; those of the others, which know nobody here, once a month."""

DOWN = (*range(109, 112), *range(162, 165))
"""Days on which no worker runs: what is due then comes on the next one."""


@dataclass
class Story:
    """One tandem, and on which day its people were sent what: a day for both, a day and a side for one of them."""

    tandem: Tandem
    sent: dict[str, list[Sent]] = field(default_factory=dict)


def accept(story: Story, now: dt.datetime) -> None:
    for side in Side:
        answer_proposal(tandem=story.tandem, side=side, accept=True, now=now)


def confirm(story: Story, now: dt.datetime) -> None:
    for side in Side:
        confirm_tandem(tandem=story.tandem, side=side, go_on=True, now=now)


def meet(days: int, state: str = "planned") -> Act:
    """A date so many days ahead that takes place, or has this state."""

    def act(story: Story, now: dt.datetime) -> None:
        number = story.tandem.meetings.count() + 1
        Meeting.objects.create(
            tandem=story.tandem, number=number, state=state, starts_at=now + dt.timedelta(days=days), place="Rathaus",
            uid=f"{story.tandem.pk}-{number}@stadt.example",
        )  # fmt: skip

    return act


def accepts(side: Side) -> Act:
    return lambda story, now: confirm_tandem(tandem=story.tandem, side=side, go_on=True, now=now)


def office_ends(story: Story, now: dt.datetime) -> None:
    story.tandem.refresh_from_db()
    office = story.tandem.cohort.programme.roles.get(person__first_name="Ina").person
    end_unconfirmed(tandem=story.tandem, actor=office, version=story.tandem.version, now=now)


def write(story: Story, now: dt.datetime) -> None:
    author = story.tandem.mentor.person
    write_message(tandem=story.tandem, author=author, text="Until then!", draft_key=uuid.uuid4(), now=now)


def first_date(story: Story, now: dt.datetime) -> None:
    story.tandem.refresh_from_db()
    planned(story.tandem, details=replace(DETAILS, starts_at=now + dt.timedelta(days=6)), now=now)


def cancel_next(story: Story, now: dt.datetime) -> None:
    meeting = story.tandem.meetings.filter(state="planned", starts_at__gt=now).earliest("starts_at")
    cancel_meeting(meeting=meeting, actor=story.tandem.mentee.person, now=now)


def supervisor_agrees(story: Story, now: dt.datetime) -> None:
    current = Approval.objects.current().get(application=story.tandem.mentor)
    approvals.agree(approval=current, version=current.version, now=now)


def questionnaire_sent(story: Story, now: dt.datetime) -> None:
    mentor = story.tandem.mentor.person
    waiting = Invitation.objects.get(person=mentor, answered=False, survey__wave=Wave.MIDTERM)
    send_answers(invitation=waiting, token=token_of(waiting.survey, mentor.pk, Side.MENTOR), values={"safety": 4})


BEGIN: dict[int, list[Act]] = {1: [accept], 3: [first_date], 10: [confirm]}
"""Day 9 is the first talk, so the tandem runs from then on for six months: until day 191."""

MONTHLY: dict[int, list[Act]] = {day: [meet(days=14)] for day in range(20, 180, 28)}

ACTS: dict[str, dict[int, list[Act]]] = {
    "plain": {**BEGIN, **MONTHLY, 21: [write, write]},
    "nobody answers": {},
    "one declines": {2: [lambda s, now: answer_proposal(tandem=s.tandem, side=Side.MENTEE, accept=False, now=now)]},
    "one confirms late": {
        1: [accept], 3: [first_date], 12: [accepts(Side.MENTOR)], 30: [accepts(Side.MENTEE)], **MONTHLY,
    },
    "one never confirms": {1: [accept], 3: [first_date], 12: [accepts(Side.MENTOR)], 30: [office_ends]},
    "a break": {
        **BEGIN, 20: [meet(days=14)],
        50: [lambda s, now: pause_tandem(tandem=s.tandem, until=None, now=now)],
        110: [lambda s, now: resume_tandem(tandem=s.tandem, now=now)],
        **{day: [meet(days=14)] for day in range(132, 240, 28)},
    },
    "ends early": {
        **BEGIN, 20: [meet(days=14)], 40: [meet(days=60)],
        60: [lambda s, now: end_tandem(tandem=s.tandem, now=now)],
        62: [lambda s, now: wish_partner(tandem=s.tandem, side=Side.MENTOR, wanted=True, now=now)],
    },
    "quiet, and well": {**BEGIN, 50: [lambda s, now: say_all_is_well(tandem=s.tandem, now=now)]},
    "two cancelled": {
        **BEGIN, 12: [meet(days=30)], 14: [cancel_next], 15: [meet(days=30)], 16: [cancel_next],
        18: [meet(days=3)], **MONTHLY,
    },
    "more months": {
        **BEGIN, **MONTHLY,
        150: [lambda s, now: ask_extension(tandem=s.tandem, side=Side.MENTEE, months=2, now=now)],
        152: [lambda s, now: answer_extension(tandem=s.tandem, side=Side.MENTOR, wanted=True, now=now)],
        155: [supervisor_agrees],
        **{day: [meet(days=14)] for day in range(160, 245, 28)},
    },
    "no more months": {
        **BEGIN, **MONTHLY,
        150: [lambda s, now: ask_extension(tandem=s.tandem, side=Side.MENTOR, months=1, now=now)],
        153: [lambda s, now: answer_extension(tandem=s.tandem, side=Side.MENTEE, wanted=False, now=now)],
    },
    "one answers at half-time": {
        **BEGIN, **MONTHLY,
        125: [questionnaire_sent],
    },
}  # fmt: skip


BOTH_ACCEPT = {
    "tandems.accepted": [1],
    "tandems.meeting_invitation": [3],
    "tandems.confirmed": [10],
    "mirror.asked_first": [3],
    "mirror.reminder": [10],
}
QUESTIONNAIRES: dict[str, list[Sent]] = {
    "surveys.asked": [10, 122, 322],
    "surveys.reminder": [20, 132, 332],
}
"""After the first talk; at half-time, which is asked from day 122 on; two weeks before the months of the cohort end on
day 335, which leaves five months to the last one. Ten days later those who have not answered are reminded."""
UP_TO_THE_END: dict[str, list[Sent]] = {
    **BOTH_ACCEPT,
    "care.first_weeks": [19],
    "care.under_way": [69],
    **QUESTIONNAIRES,
    "care.towards_end": [165],
    "mirror.asked_last": [165],
    "mirror.reminder": [10, 172],
    "undertakings.ending": [177],
    "undertakings.closed": [192],
}
"""Ten days and a third of 182 days, four weeks (the worker was down) and two before day 191, and the day after it. The
mirror comes with the first date and four weeks before the end (down); its reminders a week later."""

EXPECTED: dict[str, dict[str, list[Sent]]] = {
    "plain": {**UP_TO_THE_END, "notebook.message": [(21, Side.MENTEE)]},
    # The months count from the first talk on; the mail of the first weeks would be old news by now.
    "one confirms late": {
        **UP_TO_THE_END, "tandems.confirm_request": [10], "tandems.confirmed": [30], "care.first_weeks": [],
        "surveys.asked": [30, 122, 322], "surveys.reminder": [132, 332],
    },
    "one never confirms": {
        "tandems.accepted": [1], "tandems.meeting_invitation": [3], "tandems.confirm_request": [10],
        "mirror.asked_first": [3], "mirror.reminder": [10], "tandems.not_formed": [30],
        "tandems.meeting_reminder": [7],
    },
    "nobody answers": {"tandems.answer_reminder": [3], "tandems.not_formed": [8]},
    "one declines": {"tandems.not_formed": [2]},
    # Sixty days of rest move everything that comes after them; after six weeks both are asked.
    "a break": {
        **BOTH_ACCEPT, "care.first_weeks": [19], "care.paused": [50], "care.break_over": [92], "care.resumed": [110],
        "care.under_way": [129], "care.towards_end": [223], "undertakings.ending": [237], "undertakings.closed": [252],
        "surveys.asked": [10, 160, 322], "surveys.reminder": [20, 170, 332],
        "mirror.asked_last": [223], "mirror.reminder": [10, 230],
    },
    "ends early": {
        **BOTH_ACCEPT, "care.first_weeks": [19], "tandems.meeting_cancelled": [60], "care.ended": [60],
        "surveys.asked": [10], "surveys.reminder": [20],
    },
    # Five weeks after the first talk, and five weeks after they said that all is well.
    "quiet, and well": {**UP_TO_THE_END, "care.quiet": [44, 85]},
    "two cancelled": {**UP_TO_THE_END, "tandems.meeting_cancelled": [14, 16], "care.quiet": [16]},
    # Two months more move what comes before the end; a date beyond it is cancelled.
    "more months": {
        **UP_TO_THE_END, "care.extension_asked": [(150, Side.MENTOR)], "care.extension_waiting": [152],
        "applications.approval_agreed": [(155, Side.MENTOR)], "care.extended": [155], "care.towards_end": [224],
        "mirror.asked_last": [224], "mirror.reminder": [10, 231],
        "undertakings.ending": [238], "undertakings.closed": [253], "tandems.meeting_cancelled": [253],
    },
    "no more months": {
        **UP_TO_THE_END, "care.extension_asked": [(150, Side.MENTEE)], "care.extension_declined": [(153, Side.MENTOR)],
    },
    "one answers at half-time": {**UP_TO_THE_END, "surveys.reminder": [20, (132, Side.MENTEE), 332]},
}  # fmt: skip
EVENTFUL = {
    (one if isinstance(one, int) else one[0]) + near
    for sent in EXPECTED.values()
    for days in sent.values()
    for one in days
    for near in (-1, 0, 1)
}
PROPOSALS: dict[str, list[Sent]] = {
    "tandems.proposal_mentor": [(0, Side.MENTOR)],
    "tandems.proposal_mentee": [(0, Side.MENTEE)],
}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[dt.datetime]:
    time = [NOW]
    monkeypatch.setattr("django.utils.timezone.now", lambda: time[0])
    return time


def cast_of_the_year() -> dict[str, Story]:
    world = make_world(len(ACTS), len(ACTS))
    cohort = world.cohort
    type(cohort).objects.filter(pk=cohort.pk).update(ends_on=TODAY + dt.timedelta(days=300))
    load_starter_instruments(cohort.programme)
    for mentor in world.mentors:
        factories.make_approval(mentor, "agreed", supervisor=f"chef{mentor.pk}@stadt.example")
    return {name: Story(tandem) for name, tandem in zip(ACTS, published(world), strict=True)}


def is_busy(day: int) -> bool:
    """Whether something can be due around this day: what is written down above, or a date."""
    if day in EVENTFUL or day % 7 == 0:
        return True
    since = NOW + dt.timedelta(days=day)
    return Meeting.objects.filter(
        starts_at__gt=since - dt.timedelta(days=3), starts_at__lt=since + dt.timedelta(days=5, hours=12)
    ).exists()


def working(day: int) -> int:
    """The first day from this one on that has a worker."""
    return next(one for one in range(day, DAYS + len(DOWN)) if one not in DOWN)


def run_jobs(day: int) -> None:
    """What the worker does on this day; on every tenth all of it once more."""
    found = [job for job in jobs().values() if job.name.startswith(OF_TANDEMS) or day % 30 == 0]
    for job in found * (2 if day % 10 == 0 else 1):
        import_string(job.task).call()


def collect(stories: dict[str, Story], day: int, last: int) -> int:
    """Write down what was queued since mail `last`; returns the last one's id."""
    of = {story.tandem.application_of(side).person_id: (name, side) for name, story in stories.items() for side in Side}
    got: dict[tuple[str, str], list[Side]] = {}
    for pk, key, person_id in Mail.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "key", "person_id"):
        last = pk
        if person_id in of:
            name, side = of[person_id]
            got.setdefault((name, key), []).append(side)
    for (name, key), to in got.items():
        assert len(to) == len(set(to)), f"day {day}: {key} twice to somebody of “{name}”"
        stories[name].sent.setdefault(key, []).append(day if len(to) == len(Side) else (day, to[0]))
    return last


def meeting_mails(tandem: Tandem) -> dict[str, list[Sent]]:
    """What each date brings: a reminder within two working days, unless it is new, and a question the day after.

    Of the first talk it is known with both confirmations that it took place.
    """
    found: dict[str, list[Sent]] = {}
    for meeting in tandem.meetings.order_by("starts_at"):
        fixed, on = ((when - NOW).days for when in (meeting.created_at, meeting.starts_at))
        gone = (meeting.updated_at - NOW).days if meeting.state == "cancelled" else DAYS
        last = TODAY + dt.timedelta(days=on)
        soon = (n for n in range(fixed + 3, on) if last <= add_working_days(TODAY + dt.timedelta(days=n), 2))
        remind = working(next(soon, DAYS))
        if remind < min(gone, on + 1):
            found.setdefault("tandems.meeting_reminder", []).append(remind)
        if meeting.state == "planned":
            found.setdefault("tandems.meeting_asked", []).append(working(on + 1))
    return found


@pytest.mark.once  # its rooms have races and states tried on both
def test_a_year(db: None, clock: list[dt.datetime]) -> None:
    stories, last = cast_of_the_year(), 0
    for day in range(DAYS):
        clock[0] = NOW + dt.timedelta(days=day)
        for name, story in stories.items():
            for act in ACTS[name].get(day, []):
                act(story, clock[0])
        if day not in DOWN and is_busy(day):
            run_jobs(day)
        last = collect(stories, day, last)
    wrong = {}
    for name, story in stories.items():
        expected = {**PROPOSALS, **EXPECTED[name], **meeting_mails(story.tandem)}
        kinds = story.sent.keys() | expected.keys()
        pairs = {kind: (story.sent.get(kind, []), expected.get(kind, [])) for kind in kinds}
        wrong |= {(name, kind): (sent, due) for kind, (sent, due) in pairs.items() if sent != due}
    assert wrong == {}, "sent, and expected"
    left = dict(Tandem.objects.values_list("pk", "state"))
    assert {name: left.get(story.tandem.pk) for name, story in stories.items()} == {
        **dict.fromkeys(ACTS, "closed"),
        **dict.fromkeys(("nobody answers", "one declines", "one never confirms"), None),  # gone with the cohort
        "ends early": "ended",
    }


ROOMS = ("tandems", "care", "mirror", "surveys", "notebook", "undertakings", "agreements")
OF_DATES = {"tandems.meeting_reminder", "tandems.meeting_asked"}
AT_ONCE = {
    "agreements.agreed",
    "agreements.proposed",
    "care.call_asked",
    "mirror.ready",
    "tandems.accepted_prepare",
    "tandems.accepted_wait",
    "tandems.counter_declined",
    "tandems.counter_proposed",
    "tandems.counter_sent",
    "tandems.left_over",
    "tandems.meeting_declined",
    "tandems.meeting_moved",
    "tandems.meeting_next",
    "tandems.partner_ready",
    "tandems.series_declined",
    "tandems.series_proposed",
    "undertakings.consent_asked",
    "undertakings.in_touch",
    "undertakings.published",
    "undertakings.taken_down",
    "undertakings.withdrawn",
}
"""Mails of something that somebody does, which wait for no day: told where it is done."""


def test_the_year_knows_every_mail_that_waits_for_a_day() -> None:
    told = {kind for sent in EXPECTED.values() for kind in sent} | PROPOSALS.keys() | OF_DATES
    of_tandems = {kind.key for kind in text_kinds() if kind.key.partition(".")[0] in ROOMS}
    assert of_tandems - told == AT_ONCE
