"""How many chose which answer, in percent of those who answered: practices, contact, obstacles."""

from collections.abc import Mapping, Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from augenhoehe.surveys.enums import ItemKind, Measure, Moment, Wave
from augenhoehe.surveys.selectors.results import ItemResult, Share

from ..tables import Cell, Column, Row, Table
from .answers import Answers

Asked = Sequence[tuple[str, str, ItemResult | None]]
"""Key and head of a column, and the item that it tells of."""


def practices(answers: Answers) -> Table | None:
    """Practices that people say they have changed: at the end, and what is left of it a year later."""
    asked = [
        ("after", str(Moment.AFTER.label), answers.find(Wave.CLOSING, Measure.PRACTICE, ItemKind.CHOICE)),
        ("later", str(Moment.LATER.label), answers.find(Wave.FOLLOW_UP, Measure.PRACTICE, ItemKind.CHOICE)),
    ]
    return _shares("practice", _("Have people changed something in their work?"), asked)


def contact(answers: Answers) -> Table | None:
    """Who is still in touch a year later."""
    asked = [("later", str(Moment.LATER.label), answers.find(Wave.FOLLOW_UP, Measure.CONTACT, ItemKind.CHOICE))]
    return _shares("contact", _("Are the two still in touch?"), asked)


def obstacles(answers: Answers) -> Table | None:
    """What people expected to get in the way, and what did (any number of answers each)."""
    asked = [
        ("expected", _("Expected at the start"), answers.find(Wave.ADMISSION, Measure.OBSTACLES, ItemKind.CHOICES)),
        ("met", _("Met, said at the end"), answers.find(Wave.CLOSING, Measure.OBSTACLES, ItemKind.CHOICES)),
    ]
    note = _("At the end those are asked whose tandem has gone on till then; who ended early is missing there.")
    return _shares("obstacles", _("Obstacles, expected and met"), asked, note)


def _shares(key: str, title: str, asked: Asked, more: str = "") -> Table | None:
    """None where nothing of it was asked in a wave that is closed and told of."""
    there = [(name, head, one) for name, head, one in asked if one is not None]
    if not there:
        return None
    labels = {option: words for _name, _head, one in reversed(there) for option, words in _options(one)}
    told = [_told(one) for _name, _head, one in there]
    rows = [
        Row(
            option, words, [_cell(shares, option, one) for shares, (_name, _head, one) in zip(told, there, strict=True)]
        )
        for option, words in labels.items()
    ]
    columns = [Column(name, head) for name, head, _one in there]
    note = " ".join(filter(None, [_("In percent of those who answered."), more]))
    return Table(key, title, _("Answer"), columns, rows, note, 100)


def _options(one: ItemResult) -> list[tuple[str, str]]:
    return one.item.choices(get_language() or "de")


def _told(one: ItemResult) -> Mapping[str, Share]:
    """Option → its share of all; empty where it is withheld."""
    if one.distribution is None:
        return {}
    keys = [key for key, _words in _options(one)]
    return {key: shares[0] for key, (_words, shares) in zip(keys, one.distribution.rows, strict=True)}


def _cell(shares: Mapping[str, Share], option: str, one: ItemResult) -> Cell:
    if not shares:
        return Cell(text=one.why_no_distribution)
    share = shares.get(option)
    return Cell(share.percent, one.n, unit=" %") if share else Cell()
