"""The figures of a wave as one long table, for files: one row a figure, and one for what is withheld."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from augenhoehe.intake.writing import Value

from .selectors.results import ItemResult

Row = list[Value]


def heading() -> Row:
    return [
        *(_("Key"), _("Wording"), _("What it is about"), _("Which time it speaks of"), _("Level of effect")),
        *(_("Figure"), _("Broken down by"), _("Group"), _("Answer"), _("People"), _("Value"), _("Withheld")),
    ]


def rows_of(results: Sequence[ItemResult]) -> list[Row]:
    """Heading and rows."""
    return [heading(), *(row for one in results for row in _rows(one))]


def _rows(one: ItemResult) -> Iterator[Row]:
    item = one.item
    start: Row = [
        *(item.key, str(item.text), str(item.get_measure_display())),
        *(str(item.get_moment_display() or ""), str(item.get_level_display())),
    ]
    if one.scaled:
        yield [*start, _("Mean"), "", _("All"), "", one.n, one.mean, one.why]
    for table in one.breakdowns:
        for line in table.lines:
            yield [*start, _("Mean"), table.label, line.name, "", line.n, line.mean, line.why]
    if one.recommends:
        yield [*start, _("Recommendation score"), "", _("All"), "", None, one.score, one.why_no_score]
    if one.distribution is None:
        yield [*start, _("Distribution"), "", _("All"), "", None, None, one.why_no_distribution]
        return
    for answer, shares in one.distribution.rows:
        for (group, number), share in zip(one.distribution.columns, shares, strict=True):
            yield [*start, _("Distribution"), "", group, answer, number, share.number, ""]
