"""Objects for tests, each valid by itself; keyword arguments change what a test is about."""

import datetime as dt
from itertools import count
from typing import Any

from augenhoehe.applications.models import Application, Approval, TopicAnswer
from augenhoehe.audit.models import Entry
from augenhoehe.calendars.models import HeldDate, NeutralPlace, Source, TravelTime
from augenhoehe.documents.models import BackingTask, Edition
from augenhoehe.evaluation.models import Passage, Report
from augenhoehe.evaluation.selectors.reading import chapters_of
from augenhoehe.events.models import Event, Preparation, SignUp
from augenhoehe.feedback.models import Talk as Feedback
from augenhoehe.messaging.models import Mail
from augenhoehe.mirror.models import Statement
from augenhoehe.network.models import AlumniEntry, Circle, CircleDate
from augenhoehe.notebook.models import Confidence
from augenhoehe.outreach.models import Article, Comment, FaqEntry, Interest, Picture, Question, Voice, Wave
from augenhoehe.people.models import Person, Site, Unit
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort, Gate, Lesson, MatchingRules, Phase, Programme, Role
from augenhoehe.recognition.codes import hash_of
from augenhoehe.recognition.codes import new_code as new_certificate_code
from augenhoehe.recognition.models import (
    Benefit,
    BenefitPlace,
    BenefitRound,
    Certificate,
    Issue,
    RegisterEntry,
    WishList,
)
from augenhoehe.surveys.models import Invitation, Remark, Survey
from augenhoehe.surveys.services import close_survey, load_starter_instruments, open_survey
from augenhoehe.surveys.tokens import hash_of as hash_of_token
from augenhoehe.surveys.tokens import token_of
from augenhoehe.tandems.models import Meeting, MeetingRecord, Tandem
from augenhoehe.topics.codes import new_code
from augenhoehe.topics.models import Category, Contribution, Group, Topic, Workshop
from augenhoehe.undertakings.models import Publication

_number = count(1)
TODAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)


def make_unit(**changes: Any) -> Unit:
    number = next(_number)
    return Unit.objects.create(**{"name": f"Referat {number}", "short": f"R{number}", "kind": "department", **changes})


def make_site(**changes: Any) -> Site:
    return Site.objects.create(**{"name": f"Haus {next(_number)}", **changes})


def make_person(**changes: Any) -> Person:
    number = next(_number)
    values = {
        "email": f"person{number}@stadt.example",
        "first_name": "Kim",
        "last_name": f"Person{number}",
        "language": "en",
        "languages": ["de"],
        "joined_at": NOW,
        **changes,
    }
    return Person.objects.create(**values)


def make_programme(**changes: Any) -> Programme:
    number = next(_number)
    values = {
        "slug": f"reverse-{number}",
        "name_de": "Reverse Mentoring",
        "name_en": "Reverse mentoring",
        **changes,
    }
    return Programme.objects.create(**values)


def make_cohort(programme: Programme | None = None, **changes: Any) -> Cohort:
    """A cohort in all of its phases at once, from a month ago for a year, unless `phases` says otherwise.

    Its call is released; `gate` holds changes to that, and with None there is no gate.
    """
    number = next(_number)
    gate = changes.pop("gate", {})
    phases = changes.pop("phases", [kind for kind in PhaseKind if kind != PhaseKind.CLOSING])
    values = {
        "programme": programme or make_programme(),
        "slug": f"c{number}",
        "name_de": f"Durchgang {number}",
        "name_en": f"Cohort {number}",
        "starts_on": TODAY - dt.timedelta(days=30),
        "ends_on": TODAY + dt.timedelta(days=335),
        **changes,
    }
    cohort = Cohort.objects.create(**values)
    for kind in phases:
        Phase.objects.create(cohort=cohort, kind=kind, opens_on=cohort.starts_on, closes_on=cohort.ends_on)
    if gate is not None:
        make_gate(cohort, **gate)
    return cohort


def make_gate(cohort: Cohort, **changes: Any) -> Gate:
    """Everything is settled and the call is released, unless `changes` says otherwise."""
    day = TODAY - dt.timedelta(days=40)
    values = {
        "council_result": "agreed",
        "council_on": day,
        "privacy_on": day,
        "privacy_with": "Data-protection officer",
        "legal_basis": "consent",
        "retention_on": day,
        "budget_hours": 400,
        "passed_at": NOW,
        **changes,
    }
    return Gate.objects.create(cohort=cohort, **values)


def make_rules(cohort: Cohort, **changes: Any) -> MatchingRules:
    from augenhoehe.programmes import defaults

    values = {"number": 1, "rules": defaults.RULES, "weights": defaults.WEIGHTS, **changes}
    return MatchingRules.objects.create(cohort=cohort, **values)


def make_lesson(cohort: Cohort, **changes: Any) -> Lesson:
    values = {"text": "Two weeks are too short for the call.", "decision": "Three weeks.", **changes}
    return Lesson.objects.create(cohort=cohort, **values)


def make_edition(programme: Programme, **changes: Any) -> Edition:
    values = {
        "key": "tandem-rules",
        "number": 1,
        "title_de": "Regeln",
        "title_en": "Rules",
        "body_de": "Wir halten {meetings} Termine.",
        "body_en": "We keep {meetings} dates.",
        "readers": "participants",
        "note": "read and adopted",
        **changes,
    }
    return Edition.objects.create(programme=programme, **values)


def make_backing_task(cohort: Cohort, **changes: Any) -> BackingTask:
    number = next(_number)
    values = {"kind": "opening", "on": TODAY + dt.timedelta(days=5), "uid": f"{number}@stadt.example", **changes}
    return BackingTask.objects.create(cohort=cohort, **values)


def make_role(programme: Programme, person: Person, kind: str = "office") -> Role:
    return Role.objects.create(programme=programme, person=person, kind=kind)


def make_topic(programme: Programme, **changes: Any) -> Topic:
    number = next(_number)
    category = (
        changes.pop("category", None)
        or Category.objects.get_or_create(
            programme=programme, key="work", defaults={"name_de": "Arbeit", "name_en": "Work"}
        )[0]
    )
    values = {"key": f"topic-{number}", "name_de": f"Thema {number}", "name_en": f"Topic {number}", **changes}
    return Topic.objects.create(programme=programme, category=category, **values)


def make_workshop(cohort: Cohort, **changes: Any) -> Workshop:
    """A workshop in which everybody can write."""
    values = {"title": f"Workshop {next(_number)}", "held_on": TODAY, "state": "open", "code": new_code(), **changes}
    return Workshop.objects.create(cohort=cohort, **values)


def make_group(workshop: Workshop, **changes: Any) -> Group:
    """A group on the board with one wish in its own words, or with those that `wants` and `offers` count."""
    number = next(_number)
    wants, offers = changes.pop("wants", 1), changes.pop("offers", 0)
    group = Group.objects.create(workshop=workshop, **{"name": f"Group {number}", **changes})
    for kind in ["want"] * wants + ["offer"] * offers:
        Contribution.objects.create(workshop=workshop, group=group, kind=kind, text=group.name)
    return group


def make_application(cohort: Cohort, side: str = "mentor", person: Person | None = None, **changes: Any) -> Application:
    """An admitted application that can be matched; `topics` is {Topic: (level, relevance)}."""
    topics = changes.pop("topics", {})
    values: dict[str, Any] = {
        "state": "admitted",
        "steps_done": [],
        "aspect_seeks": {"advice": 2},
        "aspect_gives": {"advice": 2},
        "slots": [0, 1, 2, 3],
        "modes": ["in_person", "video"],
        "languages": ["de"],
        "motivation": "I like to learn.",
        "submitted_at": NOW,
        **changes,
    }
    if person is None:
        person = make_person(function_level=2 if side == "mentor" else 5, career_stage=1, unit=make_unit())
    application = Application.objects.create(cohort=cohort, side=side, person=person, **values)
    for topic, (level, relevance) in topics.items():
        TopicAnswer.objects.create(application=application, topic=topic, level=level, relevance=relevance)
    return application


def make_approval(application: Application, state: str = "named", **changes: Any) -> Approval:
    """The current approval of an application, in this state."""
    asked = state not in ("named", "withdrawn")
    values: dict[str, Any] = {
        "supervisor": "chefin@stadt.example",
        "hours": 24,
        "state": state,
        "asked_at": NOW if asked else None,
        "answer_by": NOW + dt.timedelta(days=14) if asked else None,
        **changes,
    }
    if state == "postponed":
        values = {"postponed_until": TODAY + dt.timedelta(days=90), "reason": "peak", "decided_at": NOW, **values}
    return Approval.objects.create(application=application, **values)


AGREED = dict.fromkeys(("mentor_answer", "mentee_answer", "mentor_confirms", "mentee_confirms"), "yes")
"""What both have said, where a tandem came about."""


def make_tandem(
    cohort: Cohort, mentor: Application | None = None, mentee: Application | None = None, **changes: Any
) -> Tandem:
    values = {"answer_by": NOW + dt.timedelta(days=7), **changes}
    return Tandem.objects.create(
        cohort=cohort,
        mentor=mentor or make_application(cohort, "mentor"),
        mentee=mentee or make_application(cohort, "mentee"),
        **values,
    )


def make_meeting(tandem: Tandem, **changes: Any) -> Meeting:
    """A date of a tandem in two weeks; one that took place has a record."""
    number = next(_number)
    values = {
        "number": tandem.meetings.count() + 1,
        "starts_at": NOW + dt.timedelta(days=14, minutes=number),
        "place": f"Haus {number}",
        "uid": f"meeting-{number}@stadt.example",
        **changes,
    }
    meeting = Meeting.objects.create(tandem=tandem, **values)
    if meeting.state == "held":
        MeetingRecord.objects.create(meeting=meeting, minutes=meeting.minutes, mode=meeting.mode, aspects=["advice"])
    return meeting


def make_talk(programme: Programme, person: Person, confidant: Person, **changes: Any) -> Confidence:
    """A talk with a confidant that has not a word yet; words are sealed by services alone."""
    return Confidence.objects.create(
        programme=programme, person=person, confidant=confidant, **{"last_word_at": NOW, **changes}
    )


def make_event(cohort: Cohort, **changes: Any) -> Event:
    """A training for the mentors in two weeks, with a place and a link, for as many as come."""
    number = next(_number)
    values = {
        "kind": "training",
        "audience": "mentors",
        "title_de": f"Schulung {number}",
        "title_en": f"Training {number}",
        "about_de": "Was ein gutes Gespräch braucht.",
        "about_en": "What a good talk needs.",
        "starts_at": NOW + dt.timedelta(days=14),
        "minutes": 180,
        "place": f"Haus {number}",
        "video_url": f"https://video{number}.stadt.example/",
        "uid": f"event-{number}@stadt.example",
        **changes,
    }
    return Event.objects.create(cohort=cohort, **values)


def make_sign_up(event: Event, application: Application | None = None, **changes: Any) -> SignUp:
    """Somebody who has a place, the lowest that is free."""
    application = application or make_application(event.cohort, "mentee" if event.audience == "mentees" else "mentor")
    values = {"reply": "coming", "since": NOW, "seat": None, "seats": event.places, **changes}
    if values["reply"] == "coming" and values["seat"] is None:
        values["seat"] = event.sign_ups.filter(reply="coming").count() + 1
    return SignUp.objects.create(event=event, application=application, **values)


def prepare(application: Application) -> Preparation:
    """The mentee has read the page and confirmed."""
    values = {"confirmed_at": NOW, "statements": ["I listen."]}
    return Preparation.objects.get_or_create(application=application, defaults=values)[0]


def make_mail(programme: Programme, person: Person | None = None, **changes: Any) -> Mail:
    """A mail of this programme that was delivered."""
    number = next(_number)
    person = person or make_person()
    values = {
        "key": "applications.received",
        "programme_id": programme.pk,
        "person_id": person.pk,
        "recipient": person.email,
        "language": "en",
        "subject": f"Subject {number}",
        "text": f"Hello,\n\nthis is text {number}.\n\nSee more:\nhttp://testserver/home/\n\n-- \nAugenhöhe\n",
        "message_id": f"<{number}@stadt.example>",
        "state": "sent",
        "attempts": 1,
        "due_at": NOW,
        "sent_at": NOW,
        **changes,
    }
    return Mail.objects.create(**values)


def make_article(programme: Programme, **changes: Any) -> Article:
    """News that everybody reads, in both languages."""
    number = next(_number)
    values = {
        "state": "published",
        "published_on": TODAY,
        "title_de": f"Neues {number}",
        "title_en": f"News {number}",
        "text_de": f"Es gibt **Neues** ({number}).",
        "text_en": f"There are **news** ({number}).",
        **changes,
    }
    return Article.objects.create(programme=programme, **values)


def make_picture(article: Article, **changes: Any) -> Picture:
    """A row without a real picture in it."""
    values = {
        "alt_de": "Zwei Menschen am Tisch",
        "alt_en": "Two people at a table",
        "large": b"large",
        "small": b"small",
        "width": 1200,
        "height": 800,
        "digest": f"{next(_number):064}",
        **changes,
    }
    return Picture.objects.create(article=article, **values)


def make_comment(article: Article, person: Person | None = None, **changes: Any) -> Comment:
    values = {"text": f"Well said {next(_number)}.", "state": "shown", **changes}
    return Comment.objects.create(article=article, person=person or make_person(), **values)


def make_feedback(cohort: Cohort, mentor: Application | None = None, **changes: Any) -> Feedback:
    """Held yesterday, with notes to one question."""
    said = [{"text_de": "Was hat getragen?", "text_en": "What carried?", "said": f"Trust {next(_number)}."}]
    values = {"state": "held", "held_on": TODAY - dt.timedelta(days=1), "notes": said, **changes}
    if values["state"] != "held":
        values |= {"held_on": None, "notes": []}
    return Feedback.objects.create(cohort=cohort, mentor=mentor or make_application(cohort, "mentor"), **values)


def make_visitors_comment(article: Article, **changes: Any) -> Comment:
    """Not confirmed yet."""
    values = {"name": "Kim Gast", "email": "kim@stadt.example", "text": f"Well said {next(_number)}.", **changes}
    values.setdefault("state", "unconfirmed")
    return Comment.objects.create(article=article, **values)


def make_voice(programme: Programme, **changes: Any) -> Voice:
    values = {
        "text_de": "Ich habe viel gelernt.",
        "text_en": "I learnt a lot.",
        "side": "mentee",
        "state": "published",
        "consent_on": TODAY,
        **changes,
    }
    return Voice.objects.create(programme=programme, **values)


def make_faq_entry(programme: Programme, **changes: Any) -> FaqEntry:
    number = next(_number)
    values = {
        "category": "time",
        "question_de": f"Frage {number}?",
        "question_en": f"Question {number}?",
        "answer_de": "Ja.",
        "answer_en": "Yes.",
        **changes,
    }
    return FaqEntry.objects.create(programme=programme, **values)


def make_interest(programme: Programme, **changes: Any) -> Interest:
    """Somebody whose mailbox has said yes."""
    values = {"email": f"interest{next(_number)}@stadt.example", "language": "en", "confirmed_at": NOW, **changes}
    return Interest.objects.create(programme=programme, **values)


def make_question(programme: Programme, **changes: Any) -> Question:
    """A new question that nobody has in hand."""
    values = {
        "email": f"asker{next(_number)}@stadt.example",
        "language": "en",
        "text": "Can I take part if I work part-time?",
        **changes,
    }
    return Question.objects.create(programme=programme, **values)


def make_wave(cohort: Cohort, **changes: Any) -> Wave:
    return Wave.objects.create(**{"cohort": cohort, "kind": "opening", "due_at": NOW, **changes})


def make_publication(programme: Programme, mentor: Person, mentee: Person, **changes: Any) -> Publication:
    """A result that both have put into the library."""
    number = next(_number)
    values = {
        "state": "published",
        "title": f"Ergebnis {number}",
        "teaser": "Was daraus wurde, in einem Satz.",
        "text": "Wir haben klein angefangen.\n\n- und weitergemacht",
        "kind": "process",
        "mentor_agreed_at": NOW,
        "mentee_agreed_at": NOW,
        "published_on": TODAY,
        **changes,
    }
    return Publication.objects.create(programme=programme, mentor=mentor, mentee=mentee, **values)


def make_certificate(cohort: Cohort, person: Person, side: str = "mentor", **changes: Any) -> Certificate:
    """A valid certificate with its entry of the register, and the issue it came with."""
    code = new_certificate_code()
    Issue.objects.get_or_create(cohort=cohort, state="done", total=1, done=1)
    entry = RegisterEntry.objects.create(
        code_hash=hash_of(code), facts_hash="0" * 64, issued_on=TODAY, kept_until=TODAY + dt.timedelta(days=3650)
    )
    facts = {
        **{f"{name}_{code}": getattr(thing, f"name_{code}")
           for name, thing in (("programme", cohort.programme), ("cohort", cohort)) for code in ("de", "en")},
        "begins_on": "2026-04-01",
        "ends_on": "2026-10-01",
        "hours": "9.0",
    }  # fmt: skip
    values = {"code": code, "name": person.get_full_name(), "facts": facts, "issued_at": NOW, **changes}
    return Certificate.objects.create(entry=entry, cohort=cohort, person=person, side=side, **values)


def make_benefit_round(cohort: Cohort, **changes: Any) -> BenefitRound:
    """A round that is open for wishes for a week."""
    values = {"state": "open", "seed": "5eed", "until": TODAY + dt.timedelta(days=7), "opened_at": NOW, **changes}
    return BenefitRound.objects.create(cohort=cohort, **values)


def make_benefit(round_: BenefitRound, **changes: Any) -> Benefit:
    number = next(_number)
    values = {"kind": "seminar", "title_de": f"Seminar {number}", "title_en": f"Seminar no. {number}", **changes}
    return Benefit.objects.create(round=round_, **values)


def make_wishes(application: Application, *benefits: Benefit, **changes: Any) -> WishList:
    round_ = changes.pop("round_", None) or benefits[0].round
    return WishList.objects.create(
        round=round_, application=application, **{"choices": [one.pk for one in benefits], **changes}
    )


def make_benefit_place(wishes: WishList, benefit: Benefit, **changes: Any) -> BenefitPlace:
    return BenefitPlace.objects.create(wish_list=wishes, benefit=benefit, **{"rank": 1, **changes})


def make_place(programme: Programme, **changes: Any) -> NeutralPlace:
    number = next(_number)
    values = {"name": f"Stadtbibliothek {number}", "address": f"Lindenplatz {number}", "steps_free": True, **changes}
    return NeutralPlace.objects.create(programme=programme, **values)


def make_held_date(place: NeutralPlace, **changes: Any) -> HeldDate:
    """A time in three weeks that nobody has taken."""
    return HeldDate.objects.create(place=place, **{"starts_at": NOW + dt.timedelta(days=21), **changes})


def make_travel_time(one: Site | None = None, other: Site | None = None, minutes: int = 25) -> TravelTime:
    low, high = sorted((one or make_site(), other or make_site()), key=lambda site: site.pk)
    return TravelTime.objects.create(one=low, other=high, minutes=minutes)


def make_source(person: Person, **changes: Any) -> Source:
    """A calendar that was handed in as a file, with nothing in it."""
    values = {"kind": "pasted", "name": f"Kalender {next(_number)}", "fetched_at": NOW, "tried_at": NOW, **changes}
    return Source.objects.create(person=person, **values)


def make_statement(programme: Programme, **changes: Any) -> Statement:
    number = next(_number)
    texts = {
        f"{name}_{language}": f"{name.title()} {number}" for name in ("text", "prompt") for language in ("de", "en")
    }
    return Statement.objects.create(programme=programme, **{"key": f"statement-{number}", **texts, **changes})


def make_survey(cohort: Cohort, wave: str = "midterm", *, closed: bool = False) -> Survey:
    """A wave that is open, or closed with nobody's answers; nobody was asked, and the log knows nothing of it."""
    load_starter_instruments(cohort.programme)
    last = TODAY + dt.timedelta(days=3650)
    survey = open_survey(survey=Survey(cohort=cohort, wave=wave, opens_on=TODAY, closes_on=last))
    if closed:
        close_survey(survey=survey, actor=None, now=NOW)
    Entry.objects.filter(object_type=survey._meta.label, object_id=survey.pk).delete()
    return survey


def make_invitation(survey: Survey, person: Person, side: str = "mentor") -> Invitation:
    token = token_of(survey, person.pk, side)
    return Invitation.objects.create(
        survey=survey, person=person, side=side, token_hash=hash_of_token(token), asked_on=TODAY
    )


def make_remark(survey: Survey, **changes: Any) -> Remark:
    return Remark.objects.create(**{"survey": survey, "item_key": "worth", "text": "Gut so.", **changes})


def make_entry(cohort: Cohort, person: Person | None = None, **changes: Any) -> AlumniEntry:
    """Somebody in the directory who shows all there is; `topics` is a list."""
    topics = changes.pop("topics", [])
    values = {"line": "Ask me about anything.", **changes}
    person = person or make_person(unit=make_unit())
    entry = AlumniEntry.objects.create(programme=cohort.programme, cohort=cohort, person=person, **values)
    entry.topics.set(topics)
    return entry


def make_report(cohort: Cohort, **changes: Any) -> Report:
    """A report with an empty chapter of each kind, published."""
    values = {"language": "de", "made_at": NOW, "published_at": NOW, **changes}
    report = Report.objects.create(cohort=cohort, **values)
    chapters = chapters_of(joint=report.joint)
    Passage.objects.bulk_create(Passage(report=report, chapter=chapter) for chapter in chapters)
    return report


def make_circle(cohort: Cohort, **changes: Any) -> Circle:
    """A circle with a date in two weeks that nobody has signed up for."""
    number = next(_number)
    values = {"title": f"Circle {number}", "about": "We go on talking.", **changes}
    circle = Circle.objects.create(cohort=cohort, **values)
    event = make_event(cohort, kind="circle", audience="both", title_de=circle.title, title_en="", places=circle.places)
    CircleDate.objects.create(circle=circle, event=event)
    return circle
