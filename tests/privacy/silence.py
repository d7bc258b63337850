"""Confidential fields that hold no text of their own: whoever may not see them sees no difference when they change."""

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from augenhoehe.notebook.models import Confidence, Message, PrivateNote
from augenhoehe.notebook.services.confidences import turn_to_confidant
from augenhoehe.notebook.services.messages import write_message
from augenhoehe.notebook.services.private import write_note
from augenhoehe.people.enums import DeclaredKind
from augenhoehe.people.models import FormerTandem, Relation
from augenhoehe.people.services import declare_relation
from augenhoehe.tandems.models import ActionLink, Meeting, Tandem
from augenhoehe.undertakings.models import StayingInTouch
from tests.factories import NOW

from . import silence_care, silence_mirror, silence_recognition, silence_surveys
from .stage import Stage
from .walker import walk

Change = Callable[[Stage], None]
Snapshot = dict[tuple[str, str], str]
BY_MAIL = ("links/", "questionnaire/")
PASSING = re.compile(
    r"""csrf\w*"(?: value=|: )"\w+"|nonce[-=]"?[\w+/=-]+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|'expires': '[^']*'"""
)
"""What is new on every page: tokens, keys of drafts, and when the answer was given."""


@dataclass(frozen=True)
class Probe:
    """One change, between two states that each hold whatever went before. `notice`: roles it belongs to, who see it;
    `silent`: for them every page stays as it was, to the letter. `under`, `rooms`: pages to look at.
    """

    fields: tuple[str, ...]
    before: Change
    after: Change
    notice: tuple[str, ...]
    silent: tuple[str, ...]
    under: str = ""
    rooms: tuple[str, ...] = ()


def steady(text: str) -> str:
    return PASSING.sub("", text)


def snapshot(stage: Stage, roles: tuple[str, ...], under: str = "", rooms: tuple[str, ...] = ()) -> Snapshot:
    """Every page of these roles, without what is new on every page. The link in a mail is the mentor's alone."""
    return {
        (page.role, page.path): f"{page.status} {steady(page.text)}"
        for role in roles
        for page in walk(stage, (role,), under=under, rooms=rooms, but=() if role == "mentor" else BY_MAIL)
    }


def differences(one: Snapshot, other: Snapshot) -> dict[str, set[str]]:
    """Role → pages that are not the same in both."""
    found: dict[str, set[str]] = {}
    for role, path in one.keys() | other.keys():
        if one.get((role, path)) != other.get((role, path)):
            found.setdefault(role, set()).add(path)
    return found


def said(*words: tuple[str, str], by: str = "mentor") -> Change:
    """`by` has declared these relations, and nothing else: (kind, role of the colleague)."""

    def change(stage: Stage) -> None:
        Relation.objects.all().delete()
        FormerTandem.objects.all().delete()
        for kind, role in words:
            colleague = getattr(stage.cast, role)
            declare_relation(person=getattr(stage.cast, by), kind=DeclaredKind(kind), email=colleague.email)

    return change


def answers(state: str, **given: str) -> Change:
    """The tandem of the two is in this state, and exactly these answers are given."""

    def change(stage: Stage) -> None:
        Meeting.objects.all().delete()
        both = "yes" if state == "accepted" else "open"
        fresh = {"mentor_answer": both, "mentee_answer": both, "mentor_confirms": "open", "mentee_confirms": "open"}
        Tandem.objects.filter(pk=stage.tandems[0].pk).update(state=state, **{**fresh, **given})

    return change


def used(moment: object) -> Change:
    def change(stage: Stage) -> None:
        ActionLink.objects.filter(tandem=stage.tandems[1], side="mentor").update(used_at=moment)

    return change


def wants(*sides: str) -> Change:
    """These of the two want to stay in touch."""

    def change(stage: Stage) -> None:
        StayingInTouch.objects.all().delete()
        StayingInTouch.objects.bulk_create(StayingInTouch(tandem=stage.tandems[0], side=side) for side in sides)

    return change


def _nobody_is_confided_in(stage: Stage) -> None:
    Confidence.objects.all().delete()


def _somebody_confides(stage: Stage) -> None:
    turn_to_confidant(
        programme=stage.cast.programme,
        person=stage.cast.mentor,
        confidant=stage.cast.confidant,
        text="A word.",
        draft_key=uuid.uuid4(),
        now=NOW,
    )


def _nothing_is_written(stage: Stage) -> None:
    Message.objects.all().delete()
    PrivateNote.objects.all().delete()


def _a_message(stage: Stage) -> None:
    _nothing_is_written(stage)
    write_message(tandem=stage.tandems[0], author=stage.cast.mentor, text="A word.", draft_key=uuid.uuid4(), now=NOW)


def _a_note(stage: Stage) -> None:
    _nothing_is_written(stage)
    write_note(tandem=stage.tandems[0], author=stage.cast.mentor, text="A word.", draft_key=uuid.uuid4())


def _on_the_profile(field: str, one: Change, other: Change) -> Probe:
    return Probe((f"people.{field}",), one, other, ("mentor",), ("stranger", "council"), under="profile/")


# Imports run downwards only: no page of a room below can tell what is known in `tandems`.
KNOW_TANDEMS = ("tandems", "portal")
# Who has to do with them: where they are declared, where they keep people apart, and what shows of that.
KNOW_RELATIONS = ("people", "applications", "events", "matching", "tandems", "portal")
NOTHING = said()
A_SUPERIOR = said(("my_line", "stranger"))
EVERYTHING = said(
    ("my_line", "stranger"), ("my_staff", "mentee"), ("appraises_me", "council"), ("i_appraise", "office"),
    ("decides_on_me", "admin"), ("i_decide_on", "mentee"), ("my_mentor", "mentee"), ("my_mentee", "council"),
)  # fmt: skip
_RELATION = tuple(f"people.Relation.{name}" for name in ("superior", "subordinate", "kind", "declared_by"))
_FORMER = tuple(f"people.FormerTandem.{name}" for name in ("mentor", "mentee", "declared_by"))
TALK = (
    *(f"notebook.Confidence.{name}" for name in ("person", "confidant", "last_word_at")),
    "notebook.Word.by_confidant",
)
PROBES = {
    "superior": _on_the_profile("Relation.superior", A_SUPERIOR, said(("my_line", "council"))),
    "subordinate": _on_the_profile(
        "Relation.subordinate", said(("my_staff", "stranger")), said(("my_staff", "council"))
    ),
    "kind": _on_the_profile("Relation.kind", A_SUPERIOR, said(("appraises_me", "stranger"))),
    "declared_by": _on_the_profile("Relation.declared_by", NOTHING, A_SUPERIOR),
    "mentor": _on_the_profile("FormerTandem.mentor", said(("my_mentor", "stranger")), said(("my_mentor", "council"))),
    "mentee": _on_the_profile("FormerTandem.mentee", said(("my_mentee", "stranger")), said(("my_mentee", "council"))),
    "former, declared_by": _on_the_profile("FormerTandem.declared_by", NOTHING, said(("my_mentee", "stranger"))),
    "all that people say": Probe(
        (*_RELATION, *_FORMER), NOTHING, EVERYTHING, ("mentor",), ("mentee", "office", "admin"), rooms=KNOW_RELATIONS
    ),
    "staying in touch": Probe(
        ("undertakings.StayingInTouch.side",),
        wants(),
        wants("mentor"),
        ("mentor",),
        ("mentee", "office"),
        rooms=("undertakings", "tandems", "portal"),
    ),
    "a word to the confidant": Probe(
        TALK,
        _nobody_is_confided_in,
        _somebody_confides,
        ("mentor", "confidant"),
        ("mentee", "office", "office2", "council", "admin", "sponsor"),
        rooms=("notebook", "tandems", "messaging", "portal"),
    ),
    "a message": Probe(
        ("notebook.Message.author",),
        _nothing_is_written,
        _a_message,
        ("mentor", "mentee"),
        ("office", "admin"),
        rooms=("notebook", "tandems", "messaging"),
    ),
    "a private note": Probe(
        ("notebook.PrivateNote.author",),
        _nothing_is_written,
        _a_note,
        ("mentor",),
        ("mentee", "office"),
        rooms=("notebook", "tandems", "messaging"),
    ),
    "used link": Probe(
        ("tandems.ActionLink.used_at",), used(None), used(NOW), ("mentor",), ("office",), rooms=KNOW_TANDEMS
    ),
    **{
        name: Probe((field,), before, after, notice, silent, rooms=(*KNOW_TANDEMS, "care"))
        for name, (field, before, after, notice, silent) in silence_care.PROBES.items()
    },
    **{
        name: Probe(fields, before, after, notice, silent, rooms=(*KNOW_TANDEMS, "mirror", "evaluation", "messaging"))
        for name, (fields, before, after, notice, silent) in silence_mirror.PROBES.items()
    },
    **{
        name: Probe(fields, before, after, notice, silent, rooms=("surveys", "portal", "tandems", "evaluation"))
        for name, (fields, before, after, notice, silent) in silence_surveys.PROBES.items()
    },
    **{
        name: Probe(fields, before, after, notice, silent, rooms=("recognition", "portal"))
        for name, (fields, before, after, notice, silent) in silence_recognition.PROBES.items()
    },
}


@dataclass(frozen=True)
class Look:
    """Probes of the same pages: a state that several of them know is looked at once."""

    probes: tuple[str, ...]
    roles: tuple[str, ...]

    def __str__(self) -> str:
        return self.probes[0]


def together() -> list[Look]:
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for name, probe in PROBES.items():
        found.setdefault((probe.under, probe.rooms), []).append(name)
    return [Look(tuple(names), tuple(dict.fromkeys(_roles(names)))) for names in found.values()]


def _roles(names: list[str]) -> Iterator[str]:
    for name in names:
        yield from PROBES[name].notice + PROBES[name].silent


QUESTIONS = {"proposed": "answer", "accepted": "confirms"}
"""State of a tandem → what both are asked in it."""

ANSWERS = {f"tandems.Tandem.{side}_{question}" for question in QUESTIONS.values() for side in ("mentor", "mentee")}
WATCHED = {field for probe in PROBES.values() for field in probe.fields} | ANSWERS
