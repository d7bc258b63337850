"""Every kind of page, for whoever may see it: axe, no side scrolling, nothing on the console."""

import datetime as dt
import uuid
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

import pytest
from django.utils import timezone

from augenhoehe.applications.enums import Side, State
from augenhoehe.applications.kinds import APPLICATIONS
from augenhoehe.applications.models import Application
from augenhoehe.applications.rules import steps_of
from augenhoehe.applications.services import invite_person
from augenhoehe.applications.services.links import link_to_form, links_to_need
from augenhoehe.calendars.models import HeldDate
from augenhoehe.events.models import Event
from augenhoehe.messaging.models import Mail
from augenhoehe.mirror.models import Statement
from augenhoehe.network.models import AlumniEntry, Circle
from augenhoehe.network.services.links import link_to_leave
from augenhoehe.notebook.models import Confidence, Keywords, PrivateNote
from augenhoehe.outreach.models import Article, Question, Voice
from augenhoehe.outreach.services import change_voice
from augenhoehe.outreach.services.opt_out import token_for as signed_reader
from augenhoehe.outreach.services.visitors import leave_comment
from augenhoehe.people.importing import read_file
from augenhoehe.people.models import Person, Unit
from augenhoehe.people.services import store_upload
from augenhoehe.programmes.models import Cohort
from augenhoehe.recognition.models import BenefitPlace, BenefitRound
from augenhoehe.recognition.services.benefits import fill_catalogue
from augenhoehe.surveys.models import Remark
from augenhoehe.surveys.tokens import token_of
from augenhoehe.tandems.models import MeetingRecord, Series, SeriesDate, Tandem
from augenhoehe.tandems.services.date_links import links_to_dates
from augenhoehe.undertakings.models import Publication, Step

from .conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("city")]


MENTORS = "E-Mail;Vorname;Religion\nneu@auenbrueck.example;Nele;x\nkeine;Kim;x\n"
MENTEES = "email,first name\nneu@auenbrueck.example,Nele\nalt@auenbrueck.example,Alt\n"


def uploaded(cohort: Cohort, email: str) -> str:
    """The check page of two files with something wrong in and between them."""
    texts = {"mentors": MENTORS, "mentees": MENTEES}
    upload = store_upload(
        kind=APPLICATIONS.key,
        tables={
            part: read_file(APPLICATIONS, text.encode(), name=f"{part}.csv", scope=cohort.pk)
            for part, text in texts.items()
        },
        actor=Person.objects.get(email=email),
        now=timezone.now(),
        scope=cohort.pk,
    )
    return f"/office/cohorts/{cohort.pk}/applications/import/{upload.pk}/"


def dates(cohort: Cohort) -> list[str]:
    """What links in mails open: a date ahead, one that is over, one that took place, and a proposed series."""
    first, last = (Tandem.objects.filter(cohort=cohort).order_by("pk")[number] for number in (2, 3))
    ahead, over = first.meetings.get(number=7), first.meetings.get(number=6)
    MeetingRecord.objects.filter(meeting=over).delete()
    over.save_version(over.version, state="planned")
    kept = last.meetings.filter(state="held").latest("pk")
    series = Series.objects.create(tandem=last, proposed_by=Side.MENTOR)
    for days in (10, 40):
        SeriesDate.objects.create(series=series, starts_at=timezone.now() + dt.timedelta(days=days))
    links = links_to_dates([(one, Side.MENTEE) for one in (ahead, over, kept, series)], timezone.now())
    return [urlsplit(link).path for link in links]


def benefits(prepared: Cohort, given: BenefitRound) -> list[str]:
    """A catalogue that can be opened for wishes, and a later round whose wishes wait for the office."""
    fill_catalogue(cohort=prepared, actor=Person.objects.get(email="office@auenbrueck.example"))
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    later = BenefitRound.objects.create(cohort=given.cohort, number=2, state="open", seed="5eed", until=yesterday)
    choices = [later.benefits.create(kind=one.kind, title_de=one.title_de).pk for one in given.benefits.all()[:2]]
    for one in given.wish_lists.all():
        later.wish_lists.create(application=one.application, choices=choices)
    parts = (prepared.pk, "open"), (given.cohort_id, f"rounds/{later.pk}/proposal")
    return [f"/office/cohorts/{cohort}/recognition/benefits/{page}/" for cohort, page in parts]


def leaving() -> str:
    """The link with which one leaves the directory."""
    return urlsplit(link_to_leave(AlumniEntry.objects.earliest("pk"), timezone.now())).path


def need_check(cohort: Cohort) -> list[str]:
    """What the link in the office's mail opens, of somebody who has answered and still waits."""
    done = Application.objects.filter(cohort=cohort, need_check__done_at__isnull=False)
    one = done.exclude(person__email="mentee@auenbrueck.example").latest("pk")
    Application.objects.filter(pk=one.pk).update(state=State.RESERVE)
    path = urlsplit(links_to_need([one], now=timezone.now())[one.pk]).path
    return [path, f"{path}statements/", f"{path}result/"]


def whole_form(cohort: Cohort) -> list[str]:
    """What the link to somebody whom the office lets in after the call opens."""
    office = Person.objects.get(email="office@auenbrueck.example")
    late, _new = invite_person(
        actor=office, cohort=cohort, email="spaet@auenbrueck.example", side=Side.MENTEE, now=timezone.now()
    )
    path = urlsplit(link_to_form(late, now=timezone.now())).path
    return [path, *(f"{path}{step}/" for step in ("topics", "times", "check"))]


def comment_of_visitor(article: Article) -> str:
    """What the link in the mail to somebody who commented without an account opens."""
    leave_comment(
        article=article, name="Kim Gast", email="kim@auenbrueck.example", text="Das ging uns auch so.", language="de",
        draft_key=uuid.uuid4(), now=timezone.now(),
    )  # fmt: skip
    text = Mail.objects.filter(key="outreach.comment_confirm").latest("pk").text
    return f"/comments/{text.partition('/comments/')[2].partition('/')[0]}/"


def questionnaires(running: Cohort, closed: Cohort) -> list[str]:
    """What the office sees of waves that are open and over, and of what they ask."""
    is_open, over = (f"/office/cohorts/{one.pk}/evaluation/questionnaires/" for one in (running, closed))
    remark = Remark.objects.filter(survey__cohort=closed, survey__wave="closing").latest("pk")
    return [
        is_open,
        over,
        *(f"{is_open}midterm/{page}/" for page in ("days", "close", "items", "items/new", "items/item/safety")),
        *(f"{is_open}closing/items/{page}/" for page in ("title", "item/obstacles", "preview/mentee")),
        *(f"{over}{page}/" for page in ("closing/results", "first_talk/results", "closing/remarks")),
        f"{over}closing/remarks/?state=dropped",
        f"{over}closing/remarks/{remark.pk}/",
    ]


def asked_at_half_time(running: Cohort) -> str:
    """What the link in the mail of the running mentor opens."""
    mentor = Person.objects.get(email__startswith="running_mentor@")
    token = token_of(running.surveys.get(wave="midterm"), mentor.pk, Side.MENTOR)
    return f"/questionnaire/{token}/"


def asked_for_consent(voice: Voice) -> str:
    """What the link in the mail opens whose reader the office asks about another wording."""
    change_voice(voice=voice, version=voice.version, changes={"text_en": "I ask more."}, actor=None)
    text = Mail.objects.filter(key="outreach.consent_asked").latest("pk").text
    return f"/consents/{text.partition('/consents/')[2].partition('/')[0]}/"


def pages() -> dict[str, list[str]]:
    """Who opens what, with ids of the demo."""
    closed, running, cohort, planned = Cohort.objects.order_by("starts_on")
    office, past = f"/office/cohorts/{cohort.pk}", f"/office/cohorts/{running.pk}"
    mentor = Application.objects.get(cohort=cohort, person__email="mentor@auenbrueck.example")
    Application.objects.filter(pk=mentor.pk).update(state=State.SUBMITTED)  # may still be changed
    mentee = Application.objects.get(cohort=cohort, person__email="mentee@auenbrueck.example")
    tandem = Tandem.objects.filter(cohort=running).earliest("pk")
    ended = Tandem.objects.get(mentor__person__email__startswith="closed_mentor@")
    run = running.runs.get()
    one, other = run.proposals.earliest("pk"), run.proposals.latest("pk")
    tried = urlencode({**run.rules.weights, "time": 40})
    event, was = Event.objects.get(cohort=cohort, kind="training"), Event.objects.get(cohort=running, kind="training")
    lesson = running.lessons.earliest("pk")
    wave = planned.waves.earliest("pk")
    questions = list(Question.objects.all())
    held, over = planned.workshops.get(), running.workshops.get()
    late, _made = Application.objects.get_or_create(
        cohort=planned, person=mentee.person, defaults={"side": Side.MENTEE, "late": True}
    )
    running_circle = Circle.objects.get(cohort=running)
    plan, archived = f"/office/cohorts/{planned.pk}", f"/office/cohorts/{closed.pk}"
    article = Article.objects.exclude(pictures=None).latest("pk")
    public = f"{office}/public"
    talk, over_talk = running.talks.earliest("pk"), closed.talks.earliest("pk")
    talk_question = closed.programme.talk_questions.earliest("pk")
    voice = Voice.objects.exclude(handed_in_by=None).earliest("pk")
    result = Publication.objects.published().latest("pk")
    certificate = running.certificates.get()
    given, wished = closed.benefit_rounds.get(), running.benefit_rounds.get()
    revoked = closed.certificates.get(state="revoked")
    return {
        "": [
            "/programmes/",
            "/programmes/reverse-mentoring/",
            "/programmes/reverse-mentoring/interest/",
            "/programmes/reverse-mentoring/question/",
            "/programmes/reverse-mentoring/news/",
            "/programmes/reverse-mentoring/library/",
            f"/programmes/reverse-mentoring/reports/{closed.slug}/de/",
            "/check/",
            f"/check/{certificate.code}/",
            f"/check/{revoked.code}/",
            f"/badges/{certificate.entry.uid}/",
            f"/programmes/reverse-mentoring/library/{result.pk}/",
            f"/programmes/reverse-mentoring/news/{article.pk}/",
            f"/programmes/reverse-mentoring/news/{article.pk}/comment/",
            comment_of_visitor(article),
            asked_for_consent(voice),
            "/accounts/login/",
            "/demo/",
            *dates(running),
            asked_at_half_time(running),
            *need_check(cohort),
            *whole_form(cohort),
            leaving(),
            f"/announcements/{signed_reader(mentor.person_id, cohort.programme_id)}/leave/",
            "/accessibility/",
            "/privacy/",
            f"/cohorts/{cohort.pk}/documents/",
            f"/cohorts/{cohort.pk}/documents/supervisor-faq/",
            "/w/",
            *(f"/w/{one.code}/{page}" for one in (held, over) for page in ("", "wall/")),
        ],
        "office": [
            f"{office}/",
            f"{office}/applications/",
            f"{office}/applications/?state=nothing",
            f"{office}/applications/{mentor.pk}/",
            f"{office}/applications/{mentor.pk}/approval/",
            f"{office}/applications/{mentee.pk}/",
            f"{office}/applications/selection/",
            f"{office}/applications/selection/?state=&sort=need",
            f"{office}/applications/selection/compare/?ids={mentee.pk}&ids={mentee.pk - 1}",
            f"{office}/applications/proposals/",
            f"{office}/applications/import/",
            uploaded(cohort, "office@auenbrueck.example"),
            f"{office}/topics/pool/",
            f"{office}/topics/coverage/",
            f"{plan}/topics/offer/",
            f"{plan}/topics/workshops/",
            f"{plan}/topics/workshops/new/",
            f"{plan}/topics/workshops/{held.pk}/",
            f"{plan}/topics/workshops/{held.pk}/edit/",
            f"{plan}/topics/workshops/{held.pk}/groups/{held.groups.earliest('pk').pk}/",
            f"{past}/topics/workshops/{over.pk}/results/",
            f"{office}/tandems/",
            f"{past}/tandems/",
            f"{past}/tandems/attention/",
            f"{past}/tandems/tags/",
            *questionnaires(running, closed),
            f"{past}/evaluation/mirror/",
            f"{past}/evaluation/mirror/statements/",
            f"{past}/evaluation/mirror/statements/new/",
            f"{past}/evaluation/mirror/statements/{Statement.objects.earliest('pk').pk}/",
            f"{archived}/evaluation/",
            f"{archived}/evaluation/beside/{running.pk}/",
            f"{archived}/evaluation/report/",
            f"{archived}/evaluation/report/de/",
            f"{archived}/evaluation/report/de/texts/limits/",
            f"{archived}/evaluation/report/de/rate/",
            f"{past}/evaluation/",
            f"{archived}/evaluation/network/",
            f"{past}/evaluation/network/",
            f"{archived}/tandems/endings/",
            f"{past}/evaluation/talks/",
            f"{past}/evaluation/talks/{talk.pk}/edit/",
            f"{archived}/evaluation/talks/",
            f"{archived}/evaluation/talks/questions/",
            f"{archived}/evaluation/talks/questions/{talk_question.pk}/",
            f"{archived}/evaluation/talks/{over_talk.pk}/",
            f"{archived}/evaluation/talks/{over_talk.pk}/notes/",
            f"{archived}/evaluation/talks/{over_talk.pk}/lesson/",
            f"{archived}/recognition/",
            f"{past}/recognition/",
            f"{past}/recognition/rule/",
            f"{past}/recognition/issue/",
            f"{past}/recognition/people/{tandem.mentor_id}/include/",
            f"{archived}/recognition/issue/{closed.issues.get().pk}/",
            f"/office/certificates/{certificate.pk}/",
            *(f"{past}/recognition/benefits/{page}" for page in ("", f"{wished.benefits.earliest('pk').pk}/")),
            f"{archived}/recognition/benefits/",
            *benefits(cohort, given),
            f"{archived}/recognition/benefits/rounds/{given.pk}/places/",
            f"{archived}/recognition/benefits/places/{BenefitPlace.objects.earliest('pk').pk}/",
            f"/office/programmes/{planned.programme_id}/library/{result.pk}/take-down/",
            f"{past}/tandems/{tandem.pk}/",
            f"{past}/matching/runs/{run.number}/",
            f"{past}/matching/runs/{run.number}/why-not/?mentor={one.mentor_id}&mentee={other.mentee_id}",
            f"{past}/matching/runs/{run.number}/weights/?{tried}",
            f"{past}/matching/runs/{run.number}/plans/",
            f"{past}/matching/published/",
            f"{past}/matching/past/",
            f"{past}/matching/policies/",
            f"{office}/events/",
            f"{office}/events/new/",
            f"{office}/events/{event.pk}/",
            f"{office}/events/{event.pk}/?show=waiting",
            f"{office}/events/{event.pk}/edit/",
            f"{office}/events/{event.pk}/cancel/",
            f"{office}/events/{event.pk}/list/",
            f"{past}/events/{was.pk}/attendance/",
            f"{office}/induction/?missing=any",
            f"{office}/places/",
            f"{office}/places/new/",
            f"{office}/places/{HeldDate.objects.earliest('pk').place_id}/",
            f"{office}/documents/",
            f"{office}/documents/circular/",
            f"{office}/documents/circular/edit/",
            f"{office}/documents/circular/editions/2/",
            f"{office}/backing/",
            f"{office}/backing/opening/",
            f"{office}/messages/",
            f"{office}/texts/",
            f"{office}/settings/",
            f"{office}/settings/parts/",
            f"{office}/settings/phases/",
            f"{office}/settings/working-time/",
            f"{office}/settings/rules/",
            f"{office}/settings/aims/",
            f"{office}/settings/roles/",
            f"{office}/settings/programme/",
            f"{office}/settings/history/",
            f"{office}/settings/compare/",
            f"{office}/settings/gate/",
            f"{public}/",
            f"{public}/articles/{article.pk}/",
            f"{public}/articles/{article.pk}/preview/",
            f"{public}/articles/{article.pk}/pictures/new/",
            f"{public}/articles/{article.pk}/pictures/{article.pictures.get().pk}/",
            f"{public}/voices/",
            f"{public}/voices/new/",
            f"{public}/voices/{voice.pk}/",
            f"{public}/faq/",
            f"{public}/faq/new/",
            f"{public}/comments/",
            f"{public}/settings/",
            f"{plan}/",
            f"{plan}/questions/",
            *(f"{plan}/questions/{question.pk}/" for question in questions),
            f"{plan}/questions/{questions[-1].pk}/publish/",
            f"{plan}/interest/",
            f"{plan}/announcement/",
            f"{office}/announcement/",
            f"{plan}/announcement/new/",
            f"{plan}/announcement/{wave.pk}/",
            f"{plan}/announcement/{wave.pk}/edit/",
            f"{plan}/settings/gate/",
            f"{plan}/settings/lessons/",
            f"{plan}/settings/lessons/{lesson.pk}/",
            f"{archived}/",
            f"{archived}/settings/",
            "/office/programmes/",
            "/office/programmes/archive/",
            f"/office/programmes/{planned.programme_id}/cohorts/new/",
            f"/office/programmes/{planned.programme_id}/cohorts/pilot/",
            f"/rules/{cohort.pk}/",
        ],
        "mentor": [
            "/profile/",
            "/profile/relations/",
            "/programmes/reverse-mentoring/experience/",
            f"/programmes/reverse-mentoring/news/{article.pk}/",
            f"/applications/{mentor.pk}/",
            f"/applications/{mentor.pk}/hours/",
            *(f"/applications/{mentor.pk}/{step}/" for step in steps_of(Side.MENTOR, cohort)),
        ],
        "mentee": [
            f"/preparation/{mentee.pk}/",
            f"/applications/{mentee.pk}/",
            f"/applications/{late.pk}/topics/",
            f"/applications/{late.pk}/need/",
            f"/applications/{mentee.pk}/need/result/",
        ],
        "running_mentor": [
            f"/feedback-talks/{talk.pk}/",
            f"/benefits/{wished.pk}/",
            f"/tandems/{tandem.pk}/",
            f"/tandems/{tandem.pk}/meetings/",
            f"/tandems/{tandem.pk}/meeting/?next=1",
            f"/tandems/{tandem.pk}/series/",
            *(f"/tandems/{tandem.pk}/{page}" for page in notebook_of(tandem)),
            "/my-messages/",
            f"/tandems/{tandem.pk}/agreement/",
            f"/tandems/{tandem.pk}/agreement/edit/",
            f"/tandems/{tandem.pk}/agreement/versions/2/",
            f"/tandems/{tandem.pk}/mirror/",
            f"/tandems/{tandem.pk}/mirror/1/",
            f"/tandems/{tandem.pk}/guides/",
            f"/tandems/{tandem.pk}/guides/4/",
            *(f"/tandems/{tandem.pk}/meeting/{one.pk}/" for one in tandem.meetings.order_by("starts_at")[:1]),
            f"/tandems/{tandem.pk}/meeting/{tandem.meetings.filter(state='planned').latest('starts_at').pk}/edit/",
        ],
        "running_mentee": [
            f"/tandems/{tandem.pk}/",
            f"/tandems/{tandem.pk}/care/",
            f"/tandems/{tandem.pk}/care/end/",
            f"/tandems/{tandem.pk}/agreement/",
            *(
                f"/tandems/{tandem.pk}/{page}"
                for page in (
                    *("undertaking/", "undertaking/edit/", "undertaking/steps/"),
                    f"undertaking/steps/{Step.objects.filter(undertaking__tandem=tandem).latest('pk').pk}/",
                    *("undertaking/library/", "undertaking/library/edit/", "closing/", "closing/reflection/"),
                )
            ),
            "/times/",
            "/times/calendars/",
            "/times/calendars/new/caldav/",
            "/times/calendars/new/pasted/",
            "/times/feed/",
            "/times/assistants/",
            "/times/mailbox/",
            f"/cohorts/{running.pk}/places/",
        ],
        "closed_mentor": [
            "/programmes/reverse-mentoring/voice/",
            *(f"/tandems/{ended.pk}/{page}" for page in ("", "closing/", "undertaking/", "agreement/", "mirror/")),
            "/certificates/",
            f"/certificates/{certificate.pk}/",
            f"/cohorts/{running.pk}/alumni/",
            f"/cohorts/{running.pk}/alumni/?q=nobody",
            f"/cohorts/{running.pk}/alumni/me/",
            f"/cohorts/{running.pk}/circles/",
            f"/cohorts/{running.pk}/circles/new/",
            f"/cohorts/{running.pk}/circles/{running_circle.pk}/",
            f"/cohorts/{running.pk}/circles/{running_circle.pk}/edit/",
            f"/cohorts/{running.pk}/circles/{running_circle.pk}/dates/new/",
            f"/events/{running_circle.dates.latest('event__starts_at').event_id}/",
        ],
        "assistant": [
            "/assistance/",
            f"/dates/mentee/{tandem.pk}/",
            f"/dates/{tandem.meetings.filter(state='planned').latest('starts_at').pk}/",
        ],
        "sponsor": [
            f"/cohorts/{cohort.pk}/sums/",
            f"/cohorts/{closed.pk}/network/",
            f"/cohorts/{closed.pk}/sums/",
            f"/cohorts/{cohort.pk}/documents/",
            f"/cohorts/{cohort.pk}/backing/",
        ],
        "confidant": ["/my-messages/", f"/confidences/{Confidence.objects.get().pk}/"],
        "council": ["/who-sees-what/", f"/rules/{cohort.pk}/", f"/council/{planned.pk}/"],
        "supervisor": [],
        "admin": [
            "/installation/",
            "/installation/people/",
            "/installation/travel/",
            f"/installation/people/{Person.objects.earliest('pk').pk}/",
            "/installation/units/",
            f"/installation/units/{Unit.objects.earliest('pk').pk}/",
            "/installation/sites/",
            "/installation/grades/",
            "/installation/import/units/",
            "/installation/import/persons/",
            "/installation/programmes/",
            "/accounts/2fa/",
        ],
    }


def notebook_of(tandem: Tandem) -> list[str]:
    """The pages that the two write on, and the mentor alone."""
    kept = Keywords.objects.filter(meeting__tandem=tandem).latest("meeting__starts_at")
    note = PrivateNote.objects.get(tandem=tandem, author=tandem.mentor.person)
    return [
        *("notes/", f"notes/{kept.meeting_id}/", "notes/private/", "notes/private/new/", f"notes/private/{note.pk}/"),
        *("messages/", "confidant/"),
    ]


WHO = (
    "",
    "office",
    "mentor",
    "mentee",
    "running_mentor",
    "running_mentee",
    "closed_mentor",
    "assistant",
    "sponsor",
    "confidant",
    "council",
    "supervisor",
    "admin",
)


def test_everybody_is_looked_at() -> None:
    assert tuple(pages()) == WHO


@pytest.mark.parametrize("persona", WHO)
@pytest.mark.parametrize(("language", "phone", "dark"), [("de", False, False), ("en", True, True)])
def test_every_page(visit: Callable[..., Visitor], persona: str, language: str, phone: bool, dark: bool) -> None:
    visitor = visit(language=language, phone=phone, dark=dark)
    if persona:
        visitor.enter(persona)
        visitor.check()  # home
    for path in pages()[persona]:
        visitor.open(path)
        visitor.check()


def test_without_javascript_the_office_still_gets_through(visit: Callable[..., Visitor]) -> None:
    cohort = Cohort.objects.get(name_en="Cohort 3")
    office = visit(script=False)
    page = office.enter("office")
    office.open(f"/office/cohorts/{cohort.pk}/matching/")
    page.locator('form[action$="/start/"] button').click()
    page.wait_for_url("**/runs/1/")
    assert cohort.runs.count() == 1
