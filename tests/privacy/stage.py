"""The cast on its way from the draft to the first meeting, with a canary in every text that is confidential."""

import datetime as dt
import uuid
from dataclasses import dataclass, field, replace

from django.conf import settings

from augenhoehe.applications import confidential
from augenhoehe.applications import services as selection
from augenhoehe.applications.enums import Side, State
from augenhoehe.applications.kinds import APPLICATIONS
from augenhoehe.applications.models import Application, Approval, NeedCheck
from augenhoehe.applications.services import approval
from augenhoehe.applications.services.links import link_to_form, links_to_need
from augenhoehe.events.models import Event
from augenhoehe.events.services.answers import sign_up
from augenhoehe.events.services.mails import send_preparations
from augenhoehe.events.services.planning import change_event, details_of
from augenhoehe.events.services.preparation import confirm_preparation
from augenhoehe.intake import pack_tables
from augenhoehe.matching import services as desk
from augenhoehe.matching.models import PairDecision, Run
from augenhoehe.messaging.models import Mail
from augenhoehe.outreach.models import Article, Question, Voice
from augenhoehe.outreach.services import change_voice
from augenhoehe.outreach.services.interest import register_interest
from augenhoehe.outreach.services.visitors import leave_comment
from augenhoehe.people.importing import read_file
from augenhoehe.people.kinds import KINDS
from augenhoehe.people.models import Grade, Person, Site, Upload
from augenhoehe.programmes.models import Cohort
from augenhoehe.recognition.models import BenefitRound, Certificate, WishList
from augenhoehe.tandems.models import Meeting, Tandem
from augenhoehe.tandems.services.answers import answer_proposal
from augenhoehe.tandems.services.meetings import MeetingDetails, move_meeting, plan_meeting
from augenhoehe.tandems.services.publication import publish_run
from augenhoehe.topics.models import Contribution, Pen, Vote
from augenhoehe.topics.services import rename_group, show_or_hide
from augenhoehe.undertakings.models import Step
from tests import factories
from tests.cast import Cast
from tests.factories import NOW

from .stage_agreements import agree_on_terms
from .stage_calendars import connect_calendar
from .stage_care import care_for
from .stage_evaluation import report
from .stage_feedback import talk_with_mentors
from .stage_meetings import propose_dates
from .stage_network import network
from .stage_notebook import write_in_confidence
from .stage_recognition import recognise
from .stage_surveys import ask
from .stage_undertakings import plan_and_look_back

WORDS = ("gives_text", "seeks_text", "motivation")
MEETING = NOW + dt.timedelta(days=14)


@dataclass(frozen=True)
class Canary:
    """A word that stands nowhere else. `partners`: roles that are the owner's partners."""

    key: str
    word: str
    owner: str = ""
    partners: tuple[str, ...] = ()

    def relation(self, role: str) -> str:
        """What a role of the cast is to this text."""
        if role == self.owner:
            return "self"
        if role in self.partners:
            return "partner"
        return "office" if role == "office2" else role


@dataclass
class Stage:
    """Two tandems of one mentor: with the cast's mentee (accepted, with a date), and with a second one (asked)."""

    cast: Cast
    second: Application
    left: Application
    draft: Application
    canaries: list[Canary] = field(default_factory=list)
    run: Run = None  # type: ignore[assignment]
    tandems: list[Tandem] = field(default_factory=list)
    meeting: Meeting = None  # type: ignore[assignment]
    decision: PairDecision = None  # type: ignore[assignment]
    past: Event = None  # type: ignore[assignment]
    site: Site = field(default_factory=factories.make_site)
    grade: Grade = field(
        default_factory=lambda: Grade.objects.get_or_create(code="A9", defaults={"function_level": 5})[0]
    )
    step: Step = None  # type: ignore[assignment]
    uploads: dict[str, int] = field(default_factory=dict)
    interest_token: str = ""
    comment_token: str = ""
    consent_token: str = ""
    talks: list[int] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    feed_token: str = ""
    articles: list[Article] = field(default_factory=list)
    notes: list[uuid.UUID] = field(default_factory=list)
    care_token: str = ""
    need_token: str = ""
    form_tokens: list[str] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    certificate_code: str = ""
    leave_token: str = ""
    included: Application = None  # type: ignore[assignment]
    waiting: BenefitRound = None  # type: ignore[assignment]
    wishes: WishList = None  # type: ignore[assignment]
    later: Cohort = None  # type: ignore[assignment]
    questionnaire_token: str = ""
    report_token: str = ""

    def plant(self, key: str, owner: str = "", partners: tuple[str, ...] = ()) -> str:
        """A new canary for this key; returns the word."""
        word = f"kanari{len(self.canaries):03}zeisig"
        self.canaries.append(Canary(key, word, owner, partners))
        return word

    def person(self, role: str) -> Person | None:
        return None if role == "anonymous" else getattr(self.cast, role)

    @property
    def applications(self) -> list[Application]:
        cast = self.cast
        return [cast.mentor_application, cast.mentee_application, self.second, self.left, self.draft]


def make_stage(cast: Cast) -> Stage:
    """Everything that can be done in the programme, done by those who do it."""
    cast.tandem.delete()
    Application.objects.filter(pk=cast.mentor_application.pk).update(capacity=2)
    type(cast.cohort).objects.filter(pk=cast.cohort.pk).update(mentor_capacity=2)
    type(cast.cohort).objects.filter(pk=cast.cohort.pk).update(approval_asks="both")
    cast.cohort.refresh_from_db()
    topics = {cast.topic: (0, 3)}
    second = factories.make_application(cast.cohort, "mentee", topics=topics)
    left = factories.make_application(cast.cohort, "mentee", topics=topics)
    draft = factories.make_application(
        cast.cohort, "mentee", cast.stranger, topics=topics, state=State.DRAFT, submitted_at=None
    )
    stage = Stage(cast, second, left, draft)
    _apply(stage)
    _write_mails(stage)
    _match(stage)
    _train(stage)
    _meet(stage)
    propose_dates(stage)
    agree_on_terms(stage)
    write_in_confidence(stage)
    stage.step = plan_and_look_back(stage, stage.tandems[0], cast.mentor, cast.mentee)
    stage.feed_token = connect_calendar(cast, stage.plant("calendars.Source.name", "mentor", ("mentee",)))
    _upload(stage)
    _write_to_the_office(stage)
    _hold_a_workshop(stage)
    _write_for_everybody(stage)
    care_for(stage)
    recognise(stage)
    talk_with_mentors(stage)
    ask(stage)
    network(stage)
    report(stage)
    return stage


def _apply(stage: Stage) -> None:
    cast = stage.cast
    for role, partners in (("mentor", ("mentee",)), ("mentee", ("mentor",))):
        application: Application = getattr(cast, f"{role}_application")
        words = {name: stage.plant(f"applications.Application.{name}", role, partners) for name in WORDS}
        Application.objects.filter(pk=application.pk).update(state=State.DRAFT, submitted_at=None, **words)
        application.refresh_from_db()
        address = stage.plant("applications.Exclusion.email", role, partners) + "@stadt.example"
        others = [stage.left.person.email] if role == "mentor" else []
        selection.save_exclusions(
            actor=application.person, application=application, version=application.version, emails=[address, *others],
            now=NOW,
        )  # fmt: skip
        _name_supervisors(stage, application, role, partners)
        if role == "mentee":
            _say_what_is_needed(stage, application, role, partners)
        selection.submit_application(actor=application.person, application=application, now=NOW)
        reason = stage.plant("applications.Application.decision_reason", role, partners)
        message = stage.plant("applications.Application.decision_message", role, partners)
        selection.decide(
            actor=cast.office, application=application, to=State.ADMITTED, reason=reason, message=message, now=NOW
        )
        application.refresh_from_db()
    words = {name: stage.plant(f"applications.Application.{name}:draft", "stranger") for name in WORDS}
    Application.objects.filter(pk=stage.draft.pk).update(**words)
    stage.draft.refresh_from_db()
    address = stage.plant("applications.Exclusion.email", "stranger") + "@stadt.example"
    confidential.replace_exclusions(application=stage.draft, emails=[address])
    _hear_supervisors(stage)
    _ask_for_a_need_check(stage)
    _let_somebody_in(stage)
    _say_what_is_needed(stage, stage.draft, "stranger", (), ":draft")
    waits = factories.make_application(cast.cohort, "mentor", state=State.SUBMITTED)
    selection.propose_many(
        actor=cast.office, applications=[waits], to=State.RESERVE, now=NOW,
        reason=stage.plant("applications.ProposedDecision.reason"),
        message=stage.plant("applications.ProposedDecision.message"),
    )  # fmt: skip


def _say_what_is_needed(
    stage: Stage, application: Application, owner: str, partners: tuple[str, ...], suffix: str = ""
) -> None:
    occasion = stage.plant(f"applications.TopicAnswer.occasion{suffix}", owner, partners)
    application.topics.update(occasion=occasion)
    tried = stage.plant(f"applications.NeedCheck.tried_text{suffix}", owner, partners)
    NeedCheck.objects.create(application=application, tried_text=tried, time_confirmed=True, done_at=NOW)


def _ask_for_a_need_check(stage: Stage) -> None:
    """Of somebody who waits for a decision and has answered by the link, which stays for what changes."""
    cast = stage.cast
    asked = factories.make_application(cast.cohort, "mentee", state=State.SUBMITTED, topics={cast.topic: (0, 3)})
    NeedCheck.objects.create(application=asked, time_confirmed=True, done_at=NOW)
    link = links_to_need([asked], now=NOW + dt.timedelta(days=3650))[asked.pk]
    stage.need_token = link.rstrip("/").rpartition("/")[2]


def _let_somebody_in(stage: Stage) -> None:
    """By a link that opens the form to whoever holds it, and to nobody the list of those not to meet."""
    for state in (State.DRAFT, State.SUBMITTED):
        late = factories.make_application(stage.cast.cohort, "mentee", state=state, late=True)
        NeedCheck.objects.create(application=late, time_confirmed=True, done_at=NOW)
        address = stage.plant("applications.Exclusion.email") + "@stadt.example"
        confidential.replace_exclusions(application=late, emails=[address])
        link = link_to_form(late, now=NOW + dt.timedelta(days=3650))
        stage.form_tokens.append(link.rstrip("/").rpartition("/")[2])


def _name_supervisors(stage: Stage, application: Application, role: str, partners: tuple[str, ...]) -> None:
    """First an address that is replaced, which leaves it in the history; then the cast's, or one without an account."""
    replaced = stage.plant("applications.Approval.supervisor", role, partners) + "@stadt.example"
    asked = stage.cast.supervisor.email if role == "mentor" else f"{role}s-boss@stadt.example"
    for email in (replaced, asked):
        selection.name_supervisor(
            actor=application.person, application=application, version=application.version, email=email, now=NOW
        )


def _hear_supervisors(stage: Stage) -> None:
    """The mentor's asks back and postpones, the mentee's agrees."""
    both = ("mentor", ("mentee",))
    asked = Approval.objects.current().get(application=stage.cast.mentor_application)
    words = {
        name: stage.plant(f"applications.Approval.{name}", *both) for name in ("question", "answer", "reason_text")
    }
    asked = approval.ask_back(approval=asked, version=asked.version, question=words["question"], now=NOW)
    asked = approval.answer_question(
        actor=stage.cast.mentor, approval=asked, version=asked.version, answer=words["answer"], now=NOW
    )
    approval.postpone(
        approval=asked, version=asked.version, until=NOW.date() + dt.timedelta(days=90), reason="peak",
        text=words["reason_text"], now=NOW,
    )  # fmt: skip
    Approval.objects.filter(pk=asked.pk).update(note=stage.plant("applications.Approval.note", *both))
    asked = Approval.objects.current().get(application=stage.cast.mentee_application)
    approval.agree(approval=asked, version=asked.version, now=NOW)


def _write_mails(stage: Stage) -> None:
    for secret, suffix in ((False, ""), (True, ":secret")):
        factories.make_mail(
            stage.cast.programme,
            stage.cast.mentor,
            text=stage.plant(f"messaging.Mail.text{suffix}", "mentor", ("mentee",)),
            html=stage.plant(f"messaging.Mail.html{suffix}", "mentor", ("mentee",)),
            secret=secret,
        )


def _match(stage: Stage) -> None:
    cast = stage.cast
    run, _new = desk.start_run(cohort=cast.cohort, actor=cast.office, note="", draft_key=uuid.uuid4())
    desk.compute_run(run_id=run.pk, now=NOW)
    run.refresh_from_db()
    desk.decide_pair(
        basis=run, actor=cast.office, mentor=cast.mentor_application, mentee=cast.mentee_application, kind="lock",
        note="because", draft_key=uuid.uuid4(), now=NOW,
    )  # fmt: skip
    run = Run.objects.filter(cohort=cast.cohort).latest("number")
    run.problem["mentors"][0]["sites"] = [stage.plant("matching.Run.problem")]
    Run.objects.filter(pk=run.pk).update(problem=run.problem)
    desk.submit_for_approval(run=run, actor=cast.office, version=run.version, acknowledged=True, now=NOW)
    publish_run(run=run, actor=cast.office2, now=NOW, acknowledged=True)
    run.refresh_from_db()
    stage.run = run
    stage.decision = PairDecision.objects.get(cohort=cast.cohort)
    found = Tandem.objects.filter(cohort=cast.cohort)
    stage.tandems = [found.get(mentee=cast.mentee_application), found.get(mentee=stage.second)]


def _train(stage: Stage) -> None:
    """The mentor has a place at the mentors' training, and was at one before; of two mentees one has prepared."""
    cast = stage.cast
    place = stage.plant("events.Event.place", "mentor")
    url = f"https://{stage.plant('events.Event.video_url', 'mentor')}.example/"
    details = replace(details_of(cast.event), place=place, video_url=url)
    cast.event = change_event(event=cast.event, actor=cast.office, version=cast.event.version, details=details, now=NOW)
    sign_up(event=cast.event, application=cast.mentor_application, actor=cast.mentor, now=NOW)
    stage.past = factories.make_event(cast.cohort, state="over", starts_at=NOW - dt.timedelta(days=3))
    factories.make_sign_up(stage.past, cast.mentor_application)
    confirm_preparation(application=cast.mentee_application, statements=["Yes."], now=NOW)
    send_preparations([stage.second], NOW, key="stage")


def _meet(stage: Stage) -> None:
    tandem = stage.tandems[0]
    for side in Side:
        answer_proposal(tandem=tandem, side=side, accept=True, now=NOW)
    tandem.refresh_from_db()
    both = ("mentor", ("mentee",))
    place = stage.plant("tandems.Meeting.place", *both)
    url = f"https://{stage.plant('tandems.Meeting.video_url', *both)}.example/"
    meeting, _new = plan_meeting(
        tandem=tandem, actor=stage.cast.mentor, details=MeetingDetails(MEETING, 90, "in_person", place=place),
        draft_key=uuid.uuid4(), now=NOW,
    )  # fmt: skip
    moved = MeetingDetails(MEETING, 90, "video", video_url=url)
    move_meeting(meeting=meeting, actor=stage.cast.mentee, version=meeting.version, details=moved, now=NOW)
    Meeting.objects.filter(pk=meeting.pk).update(place=place)
    meeting.refresh_from_db()
    stage.meeting = meeting
    tandem.refresh_from_db()
    stage.cast.tandem = tandem


def _upload(stage: Stage) -> None:
    cast = stage.cast
    expires = NOW + dt.timedelta(days=3650)
    for kind, scope, person, data in (
        (APPLICATIONS, cast.cohort.pk, cast.office, b"Rolle;E-Mail\nMentor;x@stadt.example\n"),
        (KINDS["units"], None, cast.admin, b"Kurz;Name\nX;Amt X\n"),
        (KINDS["relations"], None, cast.admin, b"Wer;Art;Wen\nx@stadt.example;beurteilt;y@stadt.example\n"),
        (KINDS["persons"], None, cast.admin, b"E-Mail;Vorname\nx@stadt.example;Xe\n"),
    ):
        table = read_file(kind, data, name="t.csv", scope=scope)
        stored = Upload.objects.create(
            kind=kind.key,
            scope_id=scope,
            data=pack_tables({kind.parts[-1].key: table}),
            uploaded_by=person,
            expires_at=expires,
        )
        stage.uploads[kind.key] = stored.pk


def _hold_a_workshop(stage: Stage) -> None:
    """One contribution is hidden alone, one with its group; a phone has voted for both and for what everybody sees."""
    cast, workshop, group = stage.cast, stage.cast.workshop, stage.cast.group
    word = stage.plant("topics.Contribution.text:hidden")
    alone = Contribution.objects.create(workshop=workshop, group=group, kind="want", text=word)
    hidden = factories.make_group(workshop, name=stage.plant("topics.Group.name:hidden"), wants=0)
    Contribution.objects.create(
        workshop=workshop, group=hidden, kind="want", text=stage.plant("topics.Contribution.text:hidden")
    )
    Pen.objects.create(workshop=workshop, device=stage.plant("topics.Pen.device"), written=1)
    device = stage.plant("topics.Vote.device")
    for place, one in enumerate((group, hidden), 1):
        Vote.objects.create(workshop=workshop, group=one, device=device, place=place, limit=5)
    rename_group(group=group, version=group.version, name=word, actor=cast.office)
    hide = {"workshop": workshop, "hidden": True, "actor": cast.office}
    show_or_hide(groups=[hidden.pk], contributions=[alone.pk], **hide)


def _write_for_everybody(stage: Stage) -> None:
    """What is not for everybody yet: a draft, a report that was handed in, comments that wait or are hidden."""
    cast = stage.cast

    def article(circumstance: str, owner: str = "", **changes: object) -> Article:
        words = {name: stage.plant(f"outreach.Article.{name}:{circumstance}", owner) for name in ("text_de", "text_en")}
        return factories.make_article(cast.programme, published_on=None, **words, **changes)

    stage.articles = [
        cast.article,
        article("draft", state="draft"),
        article("submitted", "mentor", state="submitted", handed_in_by=cast.mentor, consent_on=NOW.date()),
    ]
    words = {name: stage.plant(f"outreach.Voice.{name}:submitted", "mentor") for name in ("text_de", "text_en")}
    handed_in = {"state": "submitted", "handed_in_by": cast.mentor, "naming": "name"}
    stage.voices = [cast.voice, factories.make_voice(cast.programme, **words, **handed_in)]
    asked = factories.make_voice(cast.programme, **handed_in)
    change_voice(voice=asked, version=1, changes={"text_en": "I learnt."}, actor=cast.office)
    text = Mail.objects.filter(key="outreach.consent_asked").latest("pk").text
    stage.consent_token = text.partition(f"{settings.BASE_URL}/consents/")[2].partition("/")[0]
    for state, role in (("waiting", "mentor"), ("hidden", "mentee")):
        text = stage.plant(f"outreach.Comment.text:{state}", role)
        factories.make_comment(cast.article, stage.person(role), text=text, state=state)
    stage.comment_token = _comment_without_an_account(stage)
    reason = stage.plant("outreach.CommentReport.reason", "mentee")
    cast.comment.reports.create(person=cast.mentee, reason=reason)


def _comment_without_an_account(stage: Stage) -> str:
    """The token of somebody who has not confirmed yet."""
    address = f"{stage.plant('outreach.Comment.email')}@stadt.example"
    leave_comment(
        article=stage.cast.article, name="Kim", email=address, text="Quite so.", language="en",
        draft_key=uuid.uuid4(), now=NOW + dt.timedelta(days=3650),
    )  # fmt: skip
    mail = Mail.objects.filter(key="outreach.comment_confirm").latest("pk")
    return mail.text.partition(f"{settings.BASE_URL}/comments/")[2].partition("/")[0]


def _write_to_the_office(stage: Stage) -> None:
    """Somebody asks a question, and somebody wants to be told of the next call: both without an account."""
    programme = stage.cast.programme
    text, address = (stage.plant(f"outreach.Question.{name}") for name in ("text", "email"))
    Question.objects.filter(pk=stage.cast.question.pk).update(
        text=text, email=f"{address}@stadt.example", state="answered", answer="Yes."
    )
    address = f"{stage.plant('outreach.Interest.email')}@stadt.example"
    register_interest(programme=programme, email=address, side="mentor", language="en", draft_key=uuid.uuid4(), now=NOW)
    mail = Mail.objects.filter(key="outreach.interest_confirm").latest("pk")
    stage.interest_token = mail.text.partition(f"{settings.BASE_URL}/interest/")[2].partition("/")[0]


def token_of(tandem: Tandem, side: Side) -> str:
    """The token in the mail that asks one side of a tandem."""
    person = tandem.application_of(side).person
    mail = Mail.objects.filter(person_id=person.pk, text__contains="/links/").order_by("-pk")
    marker = f"{settings.BASE_URL}/links/"
    texts = [one.text for one in mail if one.idempotency_key and f":{tandem.pk}:" in one.idempotency_key]
    tokens = (text.partition(marker)[2].partition("/")[0] for text in texts)
    return next(token for token in tokens if token != "dates")


def date_token(stage: Stage, series: bool = False) -> str:
    """The token in the latest mail about a date of the two, or about dates that are proposed."""
    marker = f"{settings.BASE_URL}/links/dates/"
    found = Mail.objects.filter(key__startswith="tandems.", text__contains=marker)
    found = found.filter(key="tandems.series_proposed") if series else found.exclude(key="tandems.series_proposed")
    return found.latest("pk").text.partition(marker)[2].partition("/")[0]


def link_token(kind: str) -> str:
    """The token in the latest mail with a link to "events" or to the "preparation"."""
    marker = f"{settings.BASE_URL}/links/{kind}/"
    mail = Mail.objects.filter(key__startswith="events.", text__contains=marker).latest("pk")
    return mail.text.partition(marker)[2].partition("/")[0]


def approval_token_of(stage: Stage) -> str:
    """The token in the mail to the supervisor of the mentee, who is nobody of the cast."""
    mail = Mail.objects.filter(recipient="mentees-boss@stadt.example", programme_id=stage.cast.programme.pk).latest(
        "pk"
    )
    return mail.text.partition(f"{settings.BASE_URL}/working-time/")[2].partition("/")[0]


def question_token_of(stage: Stage) -> str:
    """The token in the mail to the mentor whose supervisor has asked back."""
    mails = Mail.objects.filter(person_id=stage.cast.mentor.pk, key="applications.approval_question")
    return mails.latest("pk").text.partition(f"{settings.BASE_URL}/questions/")[2].partition("/")[0]
