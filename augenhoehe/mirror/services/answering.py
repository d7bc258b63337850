"""Somebody answers, step by step; sends once; and can take back what they have said."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from augenhoehe.applications.enums import Side
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person
from augenhoehe.programmes.parts import Part
from augenhoehe.tandems.doors import SHARED
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.services.state import lock_tandem

from ..confidential import open_own, seal_answers
from ..enums import Round
from ..errors import IncompleteError, MirrorError
from ..models import AnswerSheet
from ..rules import Answer
from ..selectors.due import round_of, today_of
from . import mails
from .lots import count_in
from .statements import keep_edition


@transaction.atomic
def save_answers(
    *,
    tandem: Tandem,
    actor: Person,
    which: Round,
    version: int,
    edition: str,
    answers: Mapping[str, Answer],
    now: dt.datetime,
) -> AnswerSheet:
    """Keep some answers of a round; those to other statements stay. Version 0 begins.

    `edition`: the mark of the words they were given to. Side effect: the cohort's words are kept from now on. It leaves
    no log entry: that somebody has begun is nobody's business. Raises StaleError when it was saved elsewhere in
    between or the words are others, and MirrorError when the round is not open or was sent.
    """
    stored, side = _answering(tandem, actor, which, now)
    kept = keep_edition(stored.cohort, now)
    if kept.print != edition:
        raise StaleError
    sheet, _new = AnswerSheet.objects.get_or_create(tandem=stored, side=side, round=which, defaults={"asked_at": now})
    if sheet.sent_at is not None:
        raise MirrorError
    sheet.tandem = stored
    known = {one.key for one in kept.statements}
    said = {**open_own(sheet, reader=actor), **{key: one for key, one in answers.items() if key in known}}
    sealed = seal_answers(sheet, author=actor, answers=said)
    begins = version == 0 and not sheet.sealed
    sheet.save_version(sheet.version if begins else version, sealed=sealed, updated_at=now)
    return sheet


@transaction.atomic
def send_answers(*, tandem: Tandem, actor: Person, which: Round, now: dt.datetime) -> bool:
    """Send a round. Twice is once. Returns whether both have.

    Side effects when both have: what they have in common with the cohort goes into its sums, and a mail to the one who
    waited. No log entry: that somebody has answered is nobody's business. Raises IncompleteError, and MirrorError when
    the round is not open.
    """
    stored, side = _answering(tandem, actor, which, now)
    sheets = {one.side: one for one in AnswerSheet.objects.filter(tandem=stored, round=which)}
    mine = sheets.pop(side, None)
    theirs = next(iter(sheets.values()), None)
    if mine is None:
        raise IncompleteError
    mine.tandem = stored
    if mine.sent_at is None:
        _require_all(mine, actor, now)
        mine.sent_at = now
        AnswerSheet.objects.filter(pk=mine.pk).update(sent_at=now, updated_at=now)
        if theirs and theirs.answered:
            theirs.tandem = stored
            count_in(mine, theirs)
            mails.send_ready(stored, Side(theirs.side), which)
    return bool(theirs and theirs.answered and mine.answered)


@transaction.atomic
def take_back(*, tandem: Tandem, actor: Person, which: Round, now: dt.datetime) -> None:
    """Delete one's own answers of a round. Sent ones are over with that: there is no picture of this round any more.

    Possible as long as the space is. What is in the cohort's sums stays there, as it leads back to nobody. Raises
    MirrorError where there is nothing to delete.
    """
    stored = lock_tandem(tandem.pk)
    side = stored.side_of(actor)
    sheet = AnswerSheet.objects.filter(tandem=stored, side=side, round=which).exclude(sealed=None).first()
    if sheet is None or stored.state not in SHARED:
        raise MirrorError
    sheet.save_version(sheet.version, sealed=None, updated_at=now)


def _answering(tandem: Tandem, actor: Person, which: Round, now: dt.datetime) -> tuple[Tandem, Side]:
    """The tandem's row, locked, and the actor's side. Raises MirrorError where this round cannot be answered."""
    stored = lock_tandem(tandem.pk)
    side = stored.side_of(actor)
    if side is None or not stored.cohort.uses(Part.MIRROR) or round_of(stored, today_of(now)) != which:
        raise MirrorError
    return stored, side


def _require_all(sheet: AnswerSheet, actor: Person, now: dt.datetime) -> None:
    said = open_own(sheet, reader=actor)
    edition = keep_edition(sheet.tandem.cohort, now)
    if not all(one.key in said and said[one.key].complete for one in edition.statements):
        raise IncompleteError
