"""Applications: one row a person's wish to take part, as mentor or as mentee."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import median_low

from augenhoehe.intake.headings import heading_key
from augenhoehe.intake.parsers.answers import (
    ASPECTS,
    TopicPool,
    parse_aspects,
    parse_level,
    parse_topic_cell,
    parse_topics,
)
from augenhoehe.intake.parsers.basic import (
    parse_boolean,
    parse_choice,
    parse_emails,
    parse_int,
    parse_set,
    parse_text,
    split_list,
)
from augenhoehe.intake.parsers.grades import DEFAULT_GRADES, GradeMap
from augenhoehe.intake.parsers.slots import parse_slots
from augenhoehe.intake.parsers.words import MODES, ROLES
from augenhoehe.intake.problems import Param, Problem, gettext_noop
from augenhoehe.intake.schema import Check, Field, Record, Schema, Wide
from augenhoehe.intake.schemas import fields
from augenhoehe.intake.table import Table

_ = gettext_noop

_MENTOR_MATCH = frozenset(
    map(heading_key, ("first name", "last name", "email address", "grade", "organisation", "profession"))
)
_ONLY_MENTOR_MATCH = frozenset(
    map(
        heading_key,
        ("both mentor and mentee", "characteristics", "identity to match", "match with similar identity"),
    )
)


def is_mentor_match(table: Table) -> bool:
    """Whether the headings are those of mentor-match's format (its identity columns are never read)."""
    headings = {heading_key(heading) for heading in (*table.headings, *table.not_read)}
    return headings >= _MENTOR_MATCH and bool(_ONLY_MENTOR_MATCH & headings)


def applications_schema(
    *,
    grades: GradeMap = DEFAULT_GRADES,
    bands: Sequence[int] = fields.CAREER_BANDS,
    pool: TopicPool | None = None,
    direction: str | None = None,
    email_required: bool = True,
) -> Schema:
    """Role, person and everything the matching can use; only the role and an address are required.

    ``pool`` restricts the topics. ``direction`` ("reverse", "classic") warns when the roles look swapped.
    ``email_required=False`` accepts a ``number`` instead of an address.
    """
    pool = pool or TopicPool()
    return Schema(
        name="applications",
        fields=(
            Field("role", _("Role"), parse_choice(ROLES), ("Rolle", "als", "Bewerbung als"), required=True),
            fields.email(required=email_required),
            Field(
                "number",
                _("Number"),
                parse_text(60),
                (
                    "Nummer",
                    "Nr.",
                    "ID",
                    "Personalnummer",
                    "Kennung",
                    "Bewerbungsnummer",
                    "application number",
                ),
            ),
            *fields.names(required=False),
            *_place_fields(),
            *fields.level_fields(grades),
            *fields.career_fields(bands),
            *_meeting_fields(),
            *_answer_fields(pool),
            *_relation_fields(),
        ),
        unique=(("role", "email"), ("role", "number")),
        one_of=(("email", "number"),),
        derive=lambda values: fields.complete(values, bands),
        checks=(_roles_reversed(direction),) if direction else (),
    )


def _place_fields() -> tuple[Field, ...]:
    text = parse_text(200)
    return (
        Field(
            "organisation",
            _("Organisation"),
            text,
            ("organization", "Behörde", "Dienststelle", "Arbeitgeber"),
        ),
        Field("department", _("Department"), text, ("Referat", "Dezernat", "Fachbereich", "Ressort", "ministry")),
        Field("division", _("Division"), text, ("Abteilung", "Hauptabteilung", "Amt")),
        Field("section", _("Section"), text, ("Sachgebiet", "team")),
        Field("unit", _("Unit"), text, ("Organisationseinheit", "OE", "Org.-Einheit", "Einheit")),
        Field("job_title", _("Job title"), text, ("Funktion", "Funktionsbezeichnung", "Stelle", "Tätigkeit")),
        Field("profession", _("Profession"), text, ("Fachrichtung", "Beruf", "Berufsgruppe", "Fachgebiet")),
    )


def _meeting_fields() -> tuple[Field, ...]:
    return (
        fields.site(),
        Field("sites", _("Sites for meetings"), parse_sites, ("Treffpunkte", "Standorte", "mögliche Standorte")),
        fields.languages(),
        Field(
            "modes",
            _("Modes"),
            parse_set(MODES, "not_a_choice"),
            ("Form", "Formate", "Treffen", "mode", "Art der Treffen", "Präsenz oder Video", "meeting mode"),
        ),
        Field(
            "slots",
            _("Weekly times"),
            parse_slots,
            ("Zeiten", "Zeitfenster", "times", "time slots", "availability", "Verfügbarkeit", "Wochenzeiten"),
        ),
    )


def _answer_fields(pool: TopicPool) -> tuple[Field, ...]:
    def topic_label(heading: str) -> str | None:
        return pool.lookup.get(heading_key(heading))

    def wishes(name: str, label: str, headings: tuple[str, ...]) -> Field:
        wide = Wide((name, label, *headings), _aspect, parse_int(0, 3))
        return Field(name, label, parse_aspects, headings, wide=wide)

    return (
        Field(
            "topics",
            _("Topics"),
            parse_topics(pool),
            ("Themen", "topic", "Thema", "offers", "Angebote", "needs", "Bedarfe", "Wunschthemen"),
            wide=Wide(("topic", "Thema", "topics", "Themen"), pool.key, parse_topic_cell, topic_label),
        ),
        Field(
            "relevance",
            _("Relevance of topics"),
            _relevances(pool),
            ("Relevanz", "Wichtigkeit"),
            wide=Wide(("relevance", "Relevanz", "Wichtigkeit"), pool.key, parse_level),
        ),
        wishes("seeks", _("Seeks"), ("sucht", "Gesucht", "wishes", "Wünsche", "wants")),
        wishes("gives", _("Gives"), ("gibt", "Geboten", "bietet")),
        Field(
            "motivation",
            _("Motivation"),
            parse_text(4000, lines=True),
            ("biography", "Über mich", "Beweggrund"),
        ),
    )


def _relation_fields() -> tuple[Field, ...]:
    return (
        Field("capacity", _("Capacity"), parse_int(1, 99), ("Kapazität", "Plätze", "Anzahl Mentees", "seats")),
        Field("both", _("Both mentor and mentee"), parse_boolean, ("beides", "beide Rollen")),
        fields.supervisor(),
        Field("exclusions", _("Not with"), parse_emails, ("Ausschluss", "Ausschlüsse", "nicht mit", "excludes")),
        Field(
            "former_partners",
            _("Former partners"),
            parse_emails,
            ("frühere Tandems", "frühere Partner", "previous matches"),
        ),
    )


def parse_sites(text: str) -> frozenset[str]:
    """A list of places, each once."""
    return frozenset(split_list(text))


def _aspect(text: str) -> str:
    return parse_choice(ASPECTS)(text)


def _relevances(pool: TopicPool) -> Callable[[str], dict[str, int | None]]:
    parse = parse_topics(pool)
    return lambda text: {topic: answer.level for topic, answer in parse(text).items()}


def _roles_reversed(direction: str) -> Check:
    def check(records: Sequence[Record]) -> Iterable[Problem]:
        levels: dict[str, list[int]] = {"mentor": [], "mentee": []}
        for record in records:
            if record.get("function_level") is not None:
                levels[record.get("role")].append(record.get("function_level"))
        column = records[0].source.headings.get("role") if records else None
        warning = roles_reversed(levels["mentor"], levels["mentee"], direction, column)
        if warning:
            yield warning

    return check


def roles_reversed(
    mentors: Sequence[int], mentees: Sequence[int], direction: str, column: str | None = None
) -> Problem | None:
    """A warning if, against the direction, the middle mentor stands on the wrong side of the middle mentee.

    ``mentors``, ``mentees``: function levels, or ranks on one ladder.
    """
    if not mentors or not mentees or direction not in ("reverse", "classic"):
        return None
    mentor, mentee = median_low(mentors), median_low(mentees)
    if mentor == mentee or (mentor < mentee) == (direction == "reverse"):
        return None
    side = "below" if direction == "reverse" else "above"
    params: dict[str, Param] = {"direction": direction, "side": side, "mentors": mentor, "mentees": mentee}
    return Problem("roles_reversed", None, column, params, "warning")
