"""All figures of a cohort, in the order of its report."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from augenhoehe.disclosure import FLOOR
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part
from augenhoehe.surveys.enums import Level
from augenhoehe.undertakings.models import Publication

from ..rules import size_of
from ..tables import Cell, Column, Row, Section, Table, beside
from .answers import answered, answers_of, reactions, recommendation
from .basis import begun_of
from .coverage import coverage_section, mirror_section, themes_section
from .dates import process_section
from .gains import broken_down, gains
from .process import Process, kept_of, process_of
from .shares import contact, obstacles, practices
from .sums import people_section


@dataclass(frozen=True)
class Figures:
    """begun: tandems that both confirmed, several of one person as one. process: None before it was counted. sections:
    those the cohort's parts allow. few: there are tandems, but too few for figures of answers."""

    begun: int
    process: Process | None
    sections: list[Section]

    @property
    def few(self) -> bool:
        return 0 < self.begun < FLOOR

    @property
    def tables(self) -> dict[str, Table]:
        """By key."""
        return {table.key: table for section in self.sections for table in section.tables}


def number_begun(cohort: Cohort, process: Process | None) -> int:
    """Tandems that both confirmed, as they were counted; before that those of today, several of one person as one."""
    if process:
        return process.begun
    people = begun_of(cohort)
    return size_of(people, people)


def figures_of(cohort: Cohort) -> Figures:
    """What may be told of a cohort, as it was counted and frozen last. A dozen queries at most."""
    kept = kept_of(cohort)
    process = process_of(cohort, kept)
    begun = number_begun(cohort, process)
    sections = [people_section(cohort, kept), process_section(process, begun)]
    if begun >= FLOOR:
        sections += [*_of_answers(cohort), coverage_section(cohort, kept)]
        if cohort.uses(Part.MIRROR):
            sections.append(mirror_section(cohort))
        if cohort.uses(Part.FEEDBACK) and (themes := themes_section(kept)):
            sections.append(themes)
    return Figures(begun, process, sections)


def _of_answers(cohort: Cohort) -> list[Section]:
    answers = answers_of(cohort)
    published = _published(cohort) if cohort.uses(Part.UNDERTAKING) else None
    if not answers.surveys:
        missing = _("No questionnaire is closed yet.") if cohort.uses(Part.SURVEYS) else ""
        results = [Section("results", str(Level.RESULTS.label), tables=[published])] if published else []
        return [Section("answered", _("Answers"), missing=missing), *results] if missing else results
    return [
        Section("answered", _("Answers"), tables=[answered(answers)]),
        _section(Level.REACTION, _("How people found it."), [*reactions(answers), recommendation(answers)]),
        _section(Level.LEARNING, _("What people say they know and see."), [gains(answers, Level.LEARNING)]),
        _section(Level.BEHAVIOUR, _("What people say they do."), [practices(answers), gains(answers, Level.BEHAVIOUR)]),
        _section(
            Level.RESULTS,
            _("What is there, and what people say of their units."),
            [gains(answers, Level.RESULTS), contact(answers), published],
        ),
        _named("obstacles", _("Obstacles"), [obstacles(answers)]),
        replace(_named("groups", _("By role, department and function level"), broken_down(answers)), folded=True),
    ]


def _section(level: Level, lead: str, tables: Iterable[Table | None]) -> Section:
    return _named(level.value, str(level.label), tables, lead)


def _named(key: str, title: str, tables: Iterable[Table | None], lead: str = "") -> Section:
    there = [table for table in tables if table is not None]
    return Section(key, title, lead, there, "" if there else _("Nothing of this was asked, or it is not closed yet."))


def _published(cohort: Cohort) -> Table:
    number = Publication.objects.published().filter(tandem__cohort=cohort).count()
    rows = [Row("published", _("Results of undertakings in the library"), [Cell(number)])]
    columns = [Column("number", _("How many"))]
    return Table("library", _("What the tandems have published"), _("Figure"), columns, rows, drawn=False)


def compared(ours: Figures, theirs: Figures, names: tuple[str, str]) -> list[Section]:
    """Two cohorts side by side: the tables of the first, each with the other's figures in it."""
    other = theirs.tables
    return [
        Section(one.key, one.title, tables=[beside(table, other.get(table.key), names) for table in one.tables])
        for one in ours.sections
        if one.tables and one.key != "groups"
    ]
