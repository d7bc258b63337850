"""What closed waves have told, as tables. Nothing is counted here: the figures were made once, at the close."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from augenhoehe.disclosure import THRESHOLDS, Kind
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part
from augenhoehe.surveys.enums import ItemKind, Level, Moment, SurveyState, Wave
from augenhoehe.surveys.models import Survey
from augenhoehe.surveys.selectors.results import ItemResult, Line, results_of

from ..tables import Cell, Column, Row, Table

SCALE_END = 6.0


@dataclass(frozen=True)
class Answers:
    """Closed waves in the order of the year, and what each of their items tells."""

    surveys: list[Survey]
    results: Mapping[str, list[ItemResult]]

    def items(self, *waves: Wave) -> Iterable[ItemResult]:
        return (one for wave in waves for one in self.results.get(wave, ()))

    def find(self, wave: Wave, measure: str, kind: str) -> ItemResult | None:
        """The first item of a wave that asks for this."""
        return next((one for one in self.items(wave) if (one.item.measure, one.item.kind) == (measure, kind)), None)


def answers_of(cohort: Cohort) -> Answers:
    """Three queries, however many waves are closed."""
    if not cohort.uses(Part.SURVEYS):
        return Answers([], {})
    closed = cohort.surveys.filter(state=SurveyState.CLOSED).prefetch_related("instrument__items")
    order = list(Wave.values)
    surveys = sorted(closed, key=lambda one: order.index(one.wave))
    return Answers(surveys, {one.wave: results_of(one) for one in surveys})


def answered(answers: Answers) -> Table:
    """How many were asked and have answered in each wave; nothing of a wave that is told of nowhere."""
    columns = [
        *(Column("asked", _("Asked"), compared=False), Column("answered", _("Answered"), compared=False)),
        *(Column("missing", _("Without an answer"), compared=False), Column("share", _("Answered, of those asked"))),
    ]
    rows = [Row(one.wave, str(Wave(one.wave).label), _response(one)) for one in answers.surveys]
    return Table("answered", _("Who was asked, and how many answered"), _("Questionnaire"), columns, rows, drawn=False)


def _response(survey: Survey) -> list[Cell]:
    if not (survey.figures and survey.figures["told"]):
        why = _("withheld: fewer than %(number)d people") % {"number": THRESHOLDS[Kind.MEAN]}
        return [Cell(text=why), Cell(), Cell(), Cell()]
    asked = max(survey.asked, survey.answered)
    share = Cell(100 * survey.answered / asked if asked else None, unit=" %")
    return [Cell(asked), Cell(survey.answered), Cell(asked - survey.answered), share]


def reactions(answers: Answers) -> list[Table]:
    """Means of what is asked once, a table a wave: all, mentors, mentees."""
    columns = [Column("all", _("All")), *_sides()]
    tables = []
    for wave in Wave:
        found = [one for one in answers.items(wave) if _is_reaction(one)]
        rows = [Row(one.item.key, str(one.item.text), [mean(one), *_by_side(one)]) for one in found]
        if rows:
            title = _("%(wave)s: agreement from 1 to 6, means") % {"wave": wave.label}
            tables.append(Table(f"reaction-{wave.value}".replace("_", "-"), title, _("Statement"), columns, rows,
                                most=SCALE_END))  # fmt: skip
    return tables


def _sides() -> list[Column]:
    return [Column("mentor", _("Mentors"), compared=False), Column("mentee", _("Mentees"), compared=False)]


def _is_reaction(one: ItemResult) -> bool:
    return one.item.kind == ItemKind.SCALE6 and one.item.level == Level.REACTION and not one.item.moment


def _by_side(one: ItemResult) -> list[Cell]:
    return [of_line(one.mentors), of_line(one.mentees)]


def mean(one: ItemResult | None) -> Cell:
    return Cell(one.mean, one.n, one.why, digits=1) if one else Cell()


def of_line(line: Line | None) -> Cell:
    return Cell(line.mean, line.n, line.why, digits=1) if line else Cell()


def recommendation(answers: Answers) -> Table | None:
    """The recommendation score at the end and a year later."""
    columns = [Column("score", _("Recommendation score, −100 to 100")), Column("mean", _("Mean, 0 to 10"), drawn=False)]
    rows = []
    for wave, moment in ((Wave.CLOSING, Moment.AFTER), (Wave.FOLLOW_UP, Moment.LATER)):
        one = next((item for item in answers.items(wave) if item.recommends), None)
        if one:
            score = Cell(one.score, one.n, one.why_no_score, signed=True)
            rows.append(Row(moment.value, str(moment.label), [score, mean(one)]))
    title = _("Would people recommend taking part?")
    return Table("recommendation", title, _("When"), columns, rows, drawn=False) if rows else None
