"""Topic workshops of the demo: one of the running cohort whose results are in the pool, and one to try out."""

import datetime as dt
import random
import uuid
from typing import Final

from augenhoehe.programmes.models import Cohort
from augenhoehe.topics.codes import ALPHABET, LENGTH
from augenhoehe.topics.enums import Outcome, Wish, WorkshopState
from augenhoehe.topics.models import Category, Contribution, Group, Topic, Vote, Workshop

PHONES: Final = 34
NAMES: Final = {
    "Videokonferenzen, bei denen alle zu Wort kommen": (
        "wwo",
        "video-meetings",
        ("Hybride Besprechungen gut leiten", "Alle hören lassen"),
    ),
    "Mit KI Texte entwerfen und prüfen": (
        "wwwo",
        "prompting-checking",
        ("ChatGPT: was darf ich?", "Prompts schreiben", "KI im Amt"),
    ),
    "Unterlagen barrierefrei machen": ("wo", "", ("PDF, das man vorlesen lassen kann",)),
    "Einfach schreiben": ("woo", "plain-language", ("Briefe, die man versteht", "Leichte Sprache")),
    "Gemeinsam an einem Dokument arbeiten": ("ww", "co-writing", ("Keine Versionen per Mail mehr",)),
    "Was junge Leute im Amt hält": ("wwo", "", ("Warum Leute kündigen",)),
    "Kurze Videos für die Bürgerinnen und Bürger": ("wo", "short-video", ()),
    "Tabellen statt Taschenrechner": ("o", "reading-data", ()),
    "Eigene Daten im Netz schützen": ("wwo", "everyday-privacy", ("Passwörter, die man sich merkt",)),
    "Projekte in kleinen Schritten": ("wo", "short-cycles", ("Kanban im Referat",)),
    "Soziale Medien für ein Amt": ("wwo", "authority-on-social-media", ("Antworten auf böse Kommentare",)),
    "Nein sagen lernen": ("w", "", ()),
}
"""Heading → who wants (w) and offers (o), which topic of the pool was picked, and in which other words it was said."""


def build_workshops(chance: random.Random, running: Cohort, coming: Cohort, now: dt.datetime) -> None:
    """A closed workshop before the running cohort, and one in which phones are voting right now."""
    before = _workshop(chance, running, "Themenwerkstatt im Rathaus", running.starts_on, WorkshopState.CLOSED)
    _fill(chance, before, now)
    _into_the_pool(before)
    today = _workshop(chance, coming, "Themenwerkstatt im Bürgersaal", now.date(), WorkshopState.VOTING)
    _fill(chance, today, now)


def _workshop(chance: random.Random, cohort: Cohort, title: str, day: dt.date, state: WorkshopState) -> Workshop:
    code = "".join(chance.choices(ALPHABET, k=LENGTH))
    return Workshop.objects.create(cohort=cohort, title=title, held_on=day, state=state, code=code, board_edition=1)


def _fill(chance: random.Random, workshop: Workshop, now: dt.datetime) -> None:
    pool = {topic.key: topic for topic in Topic.objects.filter(programme=workshop.cohort.programme_id)}
    groups = Group.objects.bulk_create(
        Group(workshop=workshop, name=name, pick=pool.get(key)) for name, (_kinds, key, _words) in NAMES.items()
    )
    merged = Group(workshop=workshop, name="Schriftverkehr", merged_into=groups[3], merged_at=now)
    merged.save()
    written = []
    for group, (kinds, _key, words) in zip(groups, NAMES.values(), strict=True):
        said = [group.name, *words]
        for number, kind in enumerate(kinds):
            text = said[number % len(said)]
            written.append(_contribution(group, Wish.WANT if kind == "w" else Wish.OFFER, text))
    written.append(_contribution(merged, Wish.WANT, merged.name))
    Contribution.objects.bulk_create(written)
    likes = [chance.uniform(1, 6) for _group in groups]
    Vote.objects.bulk_create(
        Vote(workshop=workshop, group=group, device=f"{phone:064x}", place=place, limit=workshop.votes_each)
        for phone in range(PHONES)
        for place, group in enumerate(_favourites(chance, groups, likes), start=1)
    )


def _contribution(group: Group, kind: Wish, text: str) -> Contribution:
    return Contribution(workshop=group.workshop, group=group, kind=kind, text=text, draft_key=uuid.uuid4())


def _favourites(chance: random.Random, groups: list[Group], likes: list[float]) -> list[Group]:
    """Two to five different groups, those that many like more often."""
    order = sorted(zip(groups, likes, strict=True), key=lambda pair: chance.random() ** (1 / pair[1]), reverse=True)
    return [group for group, _like in order[: chance.randint(2, 5)]]


def _into_the_pool(workshop: Workshop) -> None:
    """Two groups became new topics, one was a topic already, the others were left out."""
    category = Category.objects.filter(programme=workshop.cohort.programme_id).latest("position")
    names = {
        "Was junge Leute im Amt hält": "What keeps young people in the administration",
        "Nein sagen lernen": "Learning to say no",
    }
    workshop.groups.filter(merged_into=None).update(outcome=Outcome.LEFT)
    for position, (name, english) in enumerate(names.items(), start=90):
        topic = Topic.objects.create(
            programme_id=category.programme_id, category=category, key=f"workshop-{position}", name_de=name,
            name_en=english, position=position, workshop=workshop,
        )  # fmt: skip
        workshop.groups.filter(name=name).update(outcome=Outcome.NEW, result=topic)
    known = Topic.objects.get(programme_id=category.programme_id, key="plain-language")
    workshop.groups.filter(name="Einfach schreiben").update(outcome=Outcome.KNOWN, result=known)
