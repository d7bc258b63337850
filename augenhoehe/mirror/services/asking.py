"""The programme asks both, once a round; reminds once; and forgets what nobody can read any more."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from augenhoehe.applications.enums import Side
from augenhoehe.audit.services import record, record_many
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem

from ..enums import Round
from ..models import AnswerSheet
from ..rules import REMIND_AFTER
from ..selectors.due import Answering, answering, today_of
from . import mails

Asked = tuple[Tandem, Side, Round]


def ask_due(*, now: dt.datetime) -> int:
    """Ask those whose round has opened, once; who has begun by themselves is not asked. Returns how many people.

    A break asks nobody. Constant queries a batch; safe to run twice, and in parallel a batch is done by one of the two.
    """
    return sum(_ask(_unasked(batch), now) for batch in answering(today_of(now)))


def _unasked(batch: Sequence[Answering]) -> list[Asked]:
    return [(one.tandem, side, one.round) for one in batch if one.round for side in Side if side not in one.sheets]


def _ask(asked: Sequence[Asked], now: dt.datetime) -> int:
    if not asked:
        return 0
    try:
        with transaction.atomic():
            AnswerSheet.objects.bulk_create(
                AnswerSheet(tandem=tandem, side=side, round=one, asked_at=now) for tandem, side, one in asked
            )
            tandems = {tandem: one for tandem, _side, one in asked}
            record_many(actor=None, action="mirror.asked", on={one: {"round": tandems[one].value} for one in tandems})
            mails.send_asked(asked)
    except IntegrityError:  # somebody else has just asked them, or one has begun: they are asked the next time
        return 0
    return len(asked)


def remind_due(*, now: dt.datetime) -> int:
    """Remind those who have not sent a week after they were asked, once. Returns how many mails. Safe to run twice."""
    late = now - REMIND_AFTER
    return sum(
        _remind(sheet.pk, one.tandem, now)
        for batch in answering(today_of(now))
        for one in batch
        for sheet in one.sheets.values()
        if not (sheet.sent_at or sheet.reminded_at) and sheet.asked_at <= late
    )


@transaction.atomic
def _remind(pk: int, tandem: Tandem, now: dt.datetime) -> bool:
    sheet = AnswerSheet.objects.select_for_update().filter(pk=pk, sent_at=None, reminded_at=None).first()
    if sheet is None:
        return False
    AnswerSheet.objects.filter(pk=pk).update(reminded_at=now, updated_at=now)
    mails.send_reminder(tandem, Side(sheet.side), Round(sheet.round))
    return True


@transaction.atomic
def forget_ended() -> int:
    """Delete the answers of tandems that ended early: neither of the two can read them any more. Returns how many.

    Side effect: a log entry for each cohort, in numbers.
    """
    over = AnswerSheet.objects.filter(tandem__state__in=(TandemState.ENDED, TandemState.NOT_FORMED))
    rows = Counter(over.order_by().values_list("tandem__cohort", flat=True))
    over.filter(tandem__cohort__in=rows).delete()
    for cohort in Cohort.objects.filter(pk__in=rows):
        record(actor=None, action="mirror.forgotten", on=cohort, rows=rows[cohort.pk])
    return rows.total()
