"""The cast: one person for each role, and the things they meet, in one programme; and a stranger next door."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from augenhoehe.applications.models import Application
from augenhoehe.calendars.models import Assistant, HeldDate, NeutralPlace, Source, TravelTime
from augenhoehe.evaluation.models import Report
from augenhoehe.events.models import Event
from augenhoehe.feedback.models import Question as TalkQuestion
from augenhoehe.feedback.models import Talk, Theme
from augenhoehe.messaging.models import Mail
from augenhoehe.mirror.models import Statement
from augenhoehe.network.models import Circle, CircleDate
from augenhoehe.notebook.models import Confidence
from augenhoehe.outreach.models import Article, Comment, FaqEntry, Picture, Question, Voice, Wave
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort, Lesson, Programme
from augenhoehe.recognition.models import Benefit, BenefitPlace, BenefitRound, Certificate, Issue
from augenhoehe.surveys.models import Remark, Survey
from augenhoehe.tandems.models import Tandem
from augenhoehe.topics.models import Group, Topic, Workshop
from augenhoehe.undertakings.models import Publication

from . import factories

ROLES = (
    "anonymous", "stranger", "mentor", "mentee", "supervisor", "sponsor", "council", "office", "office2",
    "other_office", "admin", "confidant", "assistant",
)  # fmt: skip


@dataclass
class Cast:
    programme: Programme
    cohort: Cohort
    topic: Topic
    stranger: Person
    mentor: Person
    mentee: Person
    supervisor: Person
    sponsor: Person
    council: Person
    office: Person
    office2: Person
    other_office: Person
    admin: Person
    confidant: Person
    assistant: Person
    mentor_application: Application
    mentee_application: Application
    tandem: Tandem
    event: Event
    mail: Mail
    lesson: Lesson
    workshop: Workshop
    group: Group
    article: Article
    picture: Picture
    comment: Comment
    voice: Voice
    faq: FaqEntry
    question: Question
    wave: Wave
    talk: Confidence
    publication: Publication
    certificate: Certificate
    certificate_issue: Issue
    feedback: Talk
    talk_question: TalkQuestion
    theme: Theme
    benefit_round: BenefitRound
    benefit: Benefit
    given: BenefitPlace
    place: NeutralPlace
    held: HeldDate
    travel: TravelTime
    source: Source
    assistance: Assistant
    statement: Statement
    circle: Circle
    circle_date: CircleDate
    survey: Survey
    report: Report
    remark: Remark
    open_wave: str = "midterm"
    closed_wave: str = "first_talk"
    item_key: str = "meetings"
    table_form: str = "csv"
    side: str = "mentor"
    certificate_language: str = "de"
    export_sort: str = "csv"
    calendar_kind: str = "caldav"
    report_chapter: str = "themes"
    text_key: str = "tandems.accepted"
    document_key: str = "tandem-rules"
    edition_number: int = 1
    backing_kind: str = "opening"

    def __getattr__(self, name: str) -> object:
        """`cohort_id` is the id of `cohort`, and so for everything here."""
        if name.endswith("_id"):
            return getattr(self, name.removesuffix("_id")).pk
        raise AttributeError(name)


def make_cast() -> Cast:
    programme = factories.make_programme(slug="reverse-mentoring")
    cohort = factories.make_cohort(programme, slug="2026")
    factories.make_rules(cohort)
    topic = factories.make_topic(programme)

    def person(name: str, **changes: object) -> Person:
        return factories.make_person(
            email=f"{name}@stadt.example", first_name=name.title(), last_name="Muster", **changes
        )

    office, office2, council, sponsor = (person(n) for n in ("office", "office2", "council", "sponsor"))
    for somebody, kind in (
        (office, "office"),
        (office2, "office"),
        (council, "council"),
        (sponsor, "sponsor"),
    ):
        factories.make_role(programme, somebody, kind)
    other_office = person("other_office")
    factories.make_role(factories.make_programme(), other_office, "office")
    return Cast(
        programme=programme,
        cohort=cohort,
        topic=topic,
        **{name: person(name) for name in ("stranger", "supervisor")},
        sponsor=sponsor,
        council=council,
        office=office,
        office2=office2,
        other_office=other_office,
        admin=person("admin", is_administrator=True),
        **furnish(
            cohort,
            topic,
            mentor=person("mentor", function_level=2, career_stage=1, unit=factories.make_unit()),
            mentee=person("mentee", function_level=5, career_stage=4, unit=factories.make_unit()),
            confidant=person("confidant"),
            assistant=person("assistant"),
        ),
    )


def furnish(
    cohort: Cohort, topic: Topic, *, mentor: Person, mentee: Person, confidant: Person, assistant: Person
) -> dict[str, Any]:
    """Mentor, mentee and what they and everybody else meet in this cohort: the same in each programme of the tests."""
    mentor_application = factories.make_application(cohort, "mentor", mentor, topics={topic: (3, 0)})
    mentee_application = factories.make_application(cohort, "mentee", mentee, topics={topic: (0, 3)})
    workshop = factories.make_workshop(cohort)
    factories.make_edition(cohort.programme)
    factories.make_backing_task(cohort, at=dt.time(10))
    factories.make_role(cohort.programme, confidant, "confidant")
    return {
        "mentor": mentor,
        "mentee": mentee,
        "confidant": confidant,
        "assistant": assistant,
        "mentor_application": mentor_application,
        "mentee_application": mentee_application,
        "tandem": factories.make_tandem(cohort, mentor_application, mentee_application),
        "event": factories.make_event(cohort),
        "mail": factories.make_mail(cohort.programme, mentor),
        "lesson": factories.make_lesson(cohort),
        "workshop": workshop,
        "group": factories.make_group(workshop),
        **public_things(cohort.programme, mentor),
        "question": factories.make_question(cohort.programme),
        "wave": factories.make_wave(cohort),
        **calendar_things(cohort.programme, mentor, mentee, assistant),
        "talk": factories.make_talk(cohort.programme, mentor, confidant),
        "publication": factories.make_publication(cohort.programme, mentor, mentee),
        "certificate": (certificate := factories.make_certificate(cohort, mentor)),
        "certificate_issue": certificate.cohort.issues.get(),
        "statement": factories.make_statement(cohort.programme),
        "report": factories.make_report(cohort),
        "circle": (circle := factories.make_circle(cohort)),
        "circle_date": circle.dates.get(),
        **questionnaires(cohort, mentor),
        **feedback_of(cohort, mentor_application),
        **benefit_things(cohort, mentor_application),
    }


def feedback_of(cohort: Cohort, mentor: Application) -> dict[str, Any]:
    """The office has talked with the mentor, about time."""
    talk = factories.make_feedback(cohort, mentor)
    theme = Theme.objects.create(programme=cohort.programme, name="Time")
    talk.themes.add(theme)
    question = TalkQuestion.objects.create(programme=cohort.programme, text_de="Was trug?", text_en="What carried?")
    return {"feedback": talk, "talk_question": question, "theme": theme}


def questionnaires(cohort: Cohort, mentor: Person) -> dict[str, Any]:
    """A wave that asks the mentor, and one that is closed and left somebody's own words."""
    survey = factories.make_survey(cohort)
    factories.make_invitation(survey, mentor)
    remark = factories.make_remark(factories.make_survey(cohort, "first_talk", closed=True))
    return {"survey": survey, "remark": remark}


def calendar_things(programme: Programme, mentor: Person, mentee: Person, assistant: Person) -> dict[str, Any]:
    """The mentor has connected a calendar, the mentee has an assistant, the office holds a date at a place."""
    place = factories.make_place(programme)
    return {
        "place": place,
        "held": factories.make_held_date(place),
        "travel": factories.make_travel_time(),
        "source": factories.make_source(mentor),
        "assistance": Assistant.objects.create(executive=mentee, assistant=assistant),
    }


def benefit_things(cohort: Cohort, mentor: Application) -> dict[str, Any]:
    """The mentor got something in a round that is over."""
    round_ = factories.make_benefit_round(
        cohort, state="published", published_at=factories.NOW, until=factories.NOW.date() - dt.timedelta(days=1)
    )
    benefit = factories.make_benefit(round_, wished=1, wished_first=1)
    given = factories.make_benefit_place(factories.make_wishes(mentor, benefit, lot=1), benefit)
    return {"benefit_round": round_, "benefit": benefit, "given": given}


def public_things(programme: Programme, mentor: Person) -> dict[str, Any]:
    """What stands on the programme's public pages; the mentor has commented."""
    article = factories.make_article(programme)
    return {
        "article": article,
        "picture": factories.make_picture(article),
        "comment": factories.make_comment(article, mentor),
        "voice": factories.make_voice(programme),
        "faq": factories.make_faq_entry(programme),
    }
