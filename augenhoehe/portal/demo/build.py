"""The demo's database, in one transaction, from the day it is built on."""

import datetime as dt
import random

from django.db import transaction
from django.utils import timezone

from augenhoehe.applications.enums import Level, Side, State
from augenhoehe.applications.models import Application, TopicAnswer
from augenhoehe.people.enums import RelationKind, UnitKind
from augenhoehe.people.models import Person, Relation, Site, Unit
from augenhoehe.people.services import load_default_grades
from augenhoehe.programmes import defaults
from augenhoehe.programmes.enums import PhaseKind, RoleKind
from augenhoehe.programmes.models import Cohort, MatchingRules, Phase, Programme, Role
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.services.tally import tally_due
from augenhoehe.topics.models import Topic
from augenhoehe.topics.services import load_starter_pool

from .agreements import build_agreement
from .answers import build_applications
from .approvals import build_approvals
from .backing import build_backing
from .benefits import build_benefits
from .calendars import build_calendars
from .care import build_care
from .city import build_sites, build_units
from .closed import build_closed, enter_the_closed_tandem
from .contact import build_contact
from .events import build_events
from .feedback import build_feedback
from .life import build_life
from .meetings import build_records, enter_a_tandem
from .mirror import build_mirror
from .need import build_need_checks
from .network import build_network
from .notebook import build_notebook
from .past import build_past_tandems
from .personas import build_personas
from .public import build_public
from .recognition import build_recognition
from .report import build_report
from .staff import build_staff, settle_in
from .surveys import build_surveys
from .undertakings import build_undertakings
from .workshop import build_workshops

SEED = 2026

# Departments of the closed cohort, which was a pilot.
PILOT = ("SOZ", "BAU", "ITR")

# How many days ago each cohort began.
CURRENT, RUNNING, CLOSED = 60, 240, 620


def is_empty() -> bool:
    """Whether there is nothing yet in the database."""
    return not Programme.objects.exists() and not Person.objects.exists()


@transaction.atomic
def build_demo(now: dt.datetime) -> None:
    """Fill an empty database: 15 departments, invented people, and four cohorts.

    One is being prepared, one is at matching, one is running, and one is closed and archived.
    """
    chance = random.Random(SEED)  # noqa: S311  (the same city every time, nothing secret)
    units, sites = build_units(), build_sites()
    load_default_grades()
    personas = build_personas(now)
    programme = _programme(personas)
    load_starter_pool(programme)
    topics = list(programme.topics.all())
    juniors, seniors = build_staff(chance, units, sites, juniors=119 + 30 + 24, seniors=89 + 24 + 20, now=now)

    settle_in(juniors[149:], units, PILOT, UnitKind.SECTION)
    settle_in(seniors[113:], units, PILOT, UnitKind.DIVISION)

    two = (personas["office"], personas["office2"])
    closed = _cohort(programme, now.date() - dt.timedelta(days=CLOSED), 1, personas["office"])
    build_applications(chance, closed, juniors[149:], seniors[113:], topics, sites, now)
    build_past_tandems(chance, closed, two, state=TandemState.CLOSED, now=now)

    running = _cohort(programme, now.date() - dt.timedelta(days=RUNNING), 2, personas["office"])
    build_applications(chance, running, juniors[119:149], seniors[89:113], topics, sites, now)
    build_past_tandems(chance, running, two, state=TandemState.CONFIRMED, now=now)
    under_way, over = running.tandems.select_related("mentor__person", "mentee__person").order_by("pk")[:2]
    enter_a_tandem(under_way, personas, "running")
    enter_the_closed_tandem(over, personas, now)

    current = _cohort(programme, now.date() - dt.timedelta(days=CURRENT), 3, personas["office"])
    applications = build_applications(
        chance,
        current,
        [*juniors[:119], personas["mentor"]],
        [*seniors[:89], personas["mentee"]],
        topics,
        sites,
        now,
    )
    _stand_out(personas, units, sites)
    _meant_for_each_other(personas, topics)
    _some_are_undecided(chance, applications, personas)
    _hard_to_place(applications)
    _gaps_in_the_topics(current)
    _superiors(chance, juniors, seniors, personas)
    for cohort in (closed, running):
        build_records(random.Random(SEED), cohort, now)  # noqa: S311  (as above)
    tally_due(now=now)
    build_agreement(personas, now)
    build_undertakings(closed, running, now)
    build_mirror(random.Random(SEED), closed, running, personas, now)  # noqa: S311  (as above)
    build_closed(personas, now)
    build_notebook(personas, now)
    build_care(random.Random(SEED), running, personas, now)  # noqa: S311  (as above)
    build_surveys(random.Random(SEED), closed, running, personas, now)  # noqa: S311  (as above)
    build_approvals((closed, running), current, personas, now)
    build_need_checks(random.Random(SEED), (closed, running, current), current, now)  # noqa: S311  (as above)
    coming = build_life(programme, closed, running, current, personas["office"], now)
    build_workshops(chance, running, coming, now)
    build_events(chance, closed, running, current, personas, now)
    build_recognition(closed, running, personas, now)
    build_network(closed, running, personas, now)
    build_feedback(closed, running, personas, now)
    build_benefits(random.Random(SEED), closed, running, personas, now)  # noqa: S311  (as above)
    build_contact(programme, coming, personas["office"], now)
    build_backing(programme, coming, current, running, personas["office"], now)
    build_calendars(programme, personas, sites, now)
    build_public(chance, programme, personas, juniors[119:149], now)
    build_report(closed, running, personas["office"], now)


def _programme(personas: dict[str, Person]) -> Programme:
    programme = Programme.objects.create(
        slug="reverse-mentoring",
        name_de="Reverse Mentoring",
        name_en="Reverse mentoring",
        summary_de="Junge Beschäftigte beraten Führungskräfte: sechs Monate, einmal im Monat, auf Augenhöhe.",
        summary_en="Young professionals mentor executives: six months, once a month, eye to eye.",
        about_de=(
            "Beim Reverse Mentoring kehren wir die Rollen um. Junge Beschäftigte sind die Mentorinnen und Mentoren, "
            "erfahrene Führungskräfte stellen die Fragen. Beide lernen: die einen über digitale Werkzeuge, neue "
            "Arbeitsweisen und den Blick einer anderen Generation, die anderen darüber, wie Entscheidungen entstehen, "
            "wen man kennen sollte und was als Nächstes kommen kann.\n\n"
            "Die Tandems bilden wir über Referate, Hierarchiestufen und Generationen hinweg. Sie treffen sich sechs "
            "Monate lang einmal im Monat für anderthalb Stunden. Das ist Arbeitszeit."
        ),
        about_en=(
            "Reverse mentoring turns the roles around. Young professionals are the mentors, experienced executives ask "
            "the questions. Both learn: one side about digital tools, new ways of working and how another generation "
            "sees things, the other about how decisions come about, whom to know and what may come next.\n\n"
            "We form the tandems across departments, levels and generations. They meet once a month for an hour and a "
            "half, for six months. This is working time."
        ),
        contact_email=personas["office"].email,
    )
    Role.objects.bulk_create(
        Role(programme=programme, person=personas[key], kind=kind)
        for key, kind in (
            ("office", RoleKind.OFFICE),
            ("office2", RoleKind.OFFICE),
            ("sponsor", RoleKind.SPONSOR),
            ("council", RoleKind.COUNCIL),
            ("confidant", RoleKind.CONFIDANT),
        )
    )
    return programme


def _cohort(programme: Programme, first_day: dt.date, number: int, office: Person) -> Cohort:
    """A cohort with its phases and the default rules; the address is its first day's year and its number."""
    cohort = Cohort.objects.create(
        programme=programme,
        slug=f"{first_day.year}-{number}",
        name_de=f"{number}. Durchgang",
        name_en=f"Cohort {number}",
        starts_on=first_day,
        ends_on=first_day + dt.timedelta(days=defaults.PHASES[PhaseKind.FOLLOW_UP][1]),
    )
    Phase.objects.bulk_create(
        Phase(
            cohort=cohort,
            kind=kind,
            opens_on=first_day + dt.timedelta(days=opens),
            closes_on=first_day + dt.timedelta(days=closes),
        )
        for kind, (opens, closes) in defaults.PHASES.items()
    )
    MatchingRules.objects.create(
        cohort=cohort, number=1, rules=defaults.RULES, weights=defaults.WEIGHTS, note="", changed_by=office
    )
    return cohort


def _stand_out(personas: dict[str, Person], units: list[Unit], sites: list[Site]) -> None:
    """Places in the house for those personas who have one."""
    by_short = {unit.short: unit for unit in units}
    for key, short, level, stage in (
        ("office", "POR-11", 3, 2), ("office2", "POR-1", 4, 3), ("mentor", "ITR-11", 2, 1), ("mentee", "SOZ", 6, 4),
        ("supervisor", "ITR-1", 4, 3), ("sponsor", "DIR", 6, 4), ("council", "KVR-12", 3, 3), ("admin", "ITR-23", 3, 2),
    ):  # fmt: skip
        Person.objects.filter(pk=personas[key].pk).update(
            unit=by_short[short], site=sites[0], function_level=level, career_stage=stage
        )


def _meant_for_each_other(personas: dict[str, Person], topics: list[Topic]) -> None:
    """What the two personas answered fits so well that a newcomer meets them as one tandem."""
    wanted = [
        topic
        for topic in topics
        if topic.key in ("language-models", "prompting-checking", "visible-leader", "plain-language")
    ]
    for side in Side:
        mentor = side == Side.MENTOR
        application = Application.objects.get(person=personas[side.value])
        application.slots = [4, 5, 6, 7, 12, 13]
        application.modes = ["in_person", "video"]
        application.languages = ["de", "en"]
        wishes = {"networking": 3, "experience": 3, "advice": 3, "feedback": 3, "future": 3}
        application.aspect_seeks = application.aspect_gives = wishes
        application.save()
        application.sites.set(Site.objects.filter(name="Rathaus"))
        application.topics.all().delete()
        TopicAnswer.objects.bulk_create(
            TopicAnswer(application=application, topic=topic, level=3 if mentor else 0, relevance=0 if mentor else 3)
            for topic in wanted
        )


def _some_are_undecided(chance: random.Random, applications: list[Application], personas: dict[str, Person]) -> None:
    """A few applications still wait for a decision, and a few are on the reserve list."""
    famous = {person.pk for person in personas.values()}
    others = [application.pk for application in applications if application.person_id not in famous]
    waiting, reserve = chance.sample(others, 6), []
    reserve = chance.sample([pk for pk in others if pk not in waiting], 4)
    Application.objects.filter(pk__in=waiting).update(state=State.SUBMITTED, decided_at=None)
    for rank, pk in enumerate(reserve, start=1):
        Application.objects.filter(pk=pk).update(state=State.RESERVE, reserve_rank=rank)


def _hard_to_place(applications: list[Application]) -> None:
    """Two mentees whom no rule-abiding partner exists for, so that the desk has causes to show."""
    mentees = [a.pk for a in applications if a.side == Side.MENTEE]
    admitted = Application.objects.filter(pk__in=mentees, state=State.ADMITTED).order_by("pk")
    knows_everything, signs_only = admitted[0], admitted[1]
    knows_everything.topics.update(level=3)
    signs_only.languages = ["dgs"]
    signs_only.save()


def _gaps_in_the_topics(cohort: Cohort) -> None:
    """One topic that mentees need and no mentor uses, and one that mentors show and no mentee asks for."""
    answers = TopicAnswer.objects.filter(application__cohort=cohort)
    answers.filter(topic__key="once-only", application__side=Side.MENTOR).update(level=Level.KNOW)
    answers.filter(topic__key="short-video", application__side=Side.MENTEE).delete()


def _superiors(
    chance: random.Random, juniors: list[Person], seniors: list[Person], personas: dict[str, Person]
) -> None:
    """Line relations inside the departments, and the mentor persona's own superior."""
    by_department: dict[str, list[Person]] = {}
    for senior in seniors:
        by_department.setdefault(senior.unit.short[:3] if senior.unit else "", []).append(senior)
    relations = [
        Relation(superior=chance.choice(above), subordinate=junior, kind=RelationKind.LINE)
        for junior in juniors
        if junior.unit and (above := by_department.get(junior.unit.short[:3]))
    ]
    relations.append(Relation(superior=personas["supervisor"], subordinate=personas["mentor"], kind=RelationKind.LINE))
    Relation.objects.bulk_create(relations)


def build_if_empty() -> bool:
    """Build the demo unless there is something already. Returns whether it was built."""
    if not is_empty():
        return False
    build_demo(timezone.now())
    return True
