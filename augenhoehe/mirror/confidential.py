"""The one place where answers in the mirror are opened, and never without saying for whom.

import-linter lets nobody in but the pages of the two and the acts that write. An author reads their own at any time,
the partner once both have sent; for the programme there are sums, which stay sealed until enough tandems are in them.
"""

import json

from augenhoehe.applications.enums import Side
from augenhoehe.common.sealing import seal, unseal
from augenhoehe.people.models import Person

from .models import AnswerSheet, Lot
from .rules import FLOOR, Answer, Answers, Sums, added, compare, sums_of


def _author_id(sheet: AnswerSheet) -> int:
    return sheet.tandem.application_of(Side(sheet.side)).person_id


def sheet_is(sheet: AnswerSheet) -> str:
    """What a sheet's answers are bound to."""
    return f"mirror.AnswerSheet:{sheet.tandem_id}:{sheet.side}:{sheet.round}"


def lot_is(lot: Lot) -> str:
    """What a lot's sums are bound to."""
    return f"mirror.Lot:{lot.cohort_id}:{lot.round}"


def seal_answers(sheet: AnswerSheet, *, author: Person, answers: Answers) -> bytes:
    """The answers as they are stored. Raises PermissionError for everybody whose sheet it is not."""
    if author.pk != _author_id(sheet):
        raise PermissionError
    return seal(json.dumps({key: [one.own, one.guess] for key, one in answers.items()}), bound_to=sheet_is(sheet))


def open_own(sheet: AnswerSheet, *, reader: Person) -> dict[str, Answer]:
    """One's own answers, none where nothing is written. Raises PermissionError for everybody else, and SealError."""
    if reader.pk != _author_id(sheet):
        raise PermissionError
    return _opened(sheet)


def open_partners(sheet: AnswerSheet, *, mine: AnswerSheet, reader: Person) -> dict[str, Answer]:
    """The partner's answers, for whoever has sent their own of the same round.

    Raises PermissionError before both have sent, once either has taken theirs back, and for everybody else; SealError.
    """
    same = (sheet.tandem_id, sheet.round) == (mine.tandem_id, mine.round) and sheet.side != mine.side
    if not same or reader.pk != _author_id(mine) or not (mine.answered and sheet.answered):
        raise PermissionError
    return _opened(sheet)


def _opened(sheet: AnswerSheet) -> dict[str, Answer]:
    if not sheet.sealed:
        return {}
    found = json.loads(unseal(sheet.sealed, bound_to=sheet_is(sheet)))
    return {key: Answer(own, guess) for key, (own, guess) in found.items()}


def with_pair(lot: Lot, one: AnswerSheet, other: AnswerSheet) -> bytes:
    """The sums of an open lot with a pair's added, sealed again. Raises PermissionError before both have sent."""
    if not (one.answered and other.answered):
        raise PermissionError
    return seal(json.dumps(added([_sums(lot), sums_of(compare(_opened(one), _opened(other)))])), bound_to=lot_is(lot))


def open_lot(lot: Lot) -> Sums:
    """The sums of a lot that is large enough. Raises PermissionError for one that is not."""
    if lot.tandems < FLOOR:
        raise PermissionError
    return added([_sums(lot)])


def _sums(lot: Lot) -> dict[str, list[int]]:
    found: dict[str, list[int]] = json.loads(unseal(lot.sealed, bound_to=lot_is(lot))) if lot.sealed else {}
    return found
