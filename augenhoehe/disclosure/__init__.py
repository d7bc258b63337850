"""What may be told of groups without telling of anybody in a small one; knows nothing of Django.

    from augenhoehe.disclosure import Kind, Population, break_down

    sheets = Population({sheet.pk: {"side": sheet.side, "department": sheet.department} for sheet in wave})
    told = break_down(sheets, ("side", "department"), kind=Kind.MEAN, answered=values.keys())

    told.total                                   # a Line, or None: then told.withheld says why
    for table in told.tables:                    # one for each attribute, in the order asked for
        for line in table.lines:                 # printable; line.group is None for "all others"
            mean = sum(values[key] for key in line.members) / line.n
        table.withheld                           # group → Reason, for each group that has no line of its own

Tables asked for in one call are safe together. For what is told in several calls (other kinds of figures, a later
report, people added or erased) name the question and hand on a ledger; `derivable` proves that nothing follows:

    told = break_down(sheets, by, kind=Kind.DISTRIBUTION, question="midterm/3", ledger=ledger)
    ledger = ledger.plus(told.cells)
    assert derivable(ledger.cells) == ()

A population is made of answers (or tandems, or people), each with its own key. Where a person can stand behind
several, say whose they are: ``Population(tandems, people={tandem: (mentor, mentee)})``; five tandems of one mentor are
one mentor.
Method, proof and limits: ``docs/disclosure.md``.
"""

from augenhoehe.disclosure.breakdown import break_down
from augenhoehe.disclosure.errors import DisclosureError, NotProved, UnknownMembers
from augenhoehe.disclosure.kinds import FLOOR, THRESHOLDS, Kind, Reason
from augenhoehe.disclosure.ledger import Cell, Ledger
from augenhoehe.disclosure.population import Population
from augenhoehe.disclosure.proof import Leak, derivable
from augenhoehe.disclosure.told import Line, Table, Told

__all__ = [
    "FLOOR",
    "THRESHOLDS",
    "Cell",
    "DisclosureError",
    "Kind",
    "Leak",
    "Ledger",
    "Line",
    "NotProved",
    "Population",
    "Reason",
    "Table",
    "Told",
    "UnknownMembers",
    "break_down",
    "derivable",
]
