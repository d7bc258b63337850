"""More months: asked for by one, valid when both want them and, where supervisors are asked, have their word."""

import datetime as dt

from django.db import transaction

from augenhoehe.applications.enums import ApprovalState, Side
from augenhoehe.applications.models import Application, Approval
from augenhoehe.applications.services.approval import AlreadyAskedError, ask_anew
from augenhoehe.audit.services import record
from augenhoehe.common.dates import months_later
from augenhoehe.people.services import AddressRefusedError
from augenhoehe.programmes.hours import hours_of
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.errors import TandemError
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.services.state import lock_tandem

from .. import placeholders as kinds
from ..enums import EXTENSION_TRANSITIONS, ExtensionState, LinkPurpose
from ..errors import AskedAlreadyError, TooLongError
from ..models import Extension
from ..rules import MOST_MONTHS, extra_hours
from ..selectors.member import months_left
from . import mails
from .links import close_links

_RUNNING = (TandemState.CONFIRMED, TandemState.PAUSED)
_SETTLED = (ApprovalState.AGREED, ApprovalState.WITHOUT)


@transaction.atomic
def ask_extension(*, tandem: Tandem, side: Side, months: int, now: dt.datetime) -> Extension:
    """One side would like `months` more. The same wish twice is one.

    Side effects: a log entry that names no side, and a mail with a link to the partner. Raises TandemError unless the
    tandem runs, AskedAlreadyError while another wish is open, and TooLongError beyond three months in all.
    """
    stored = _running(tandem)
    if known := _open(stored):
        if (known.asked_by, known.months, known.state) == (side, months, ExtensionState.ASKED):
            return known
        raise AskedAlreadyError
    if not 1 <= months <= months_left(stored, MOST_MONTHS):
        raise TooLongError
    made = Extension.objects.create(tandem=stored, months=months, asked_by=side)
    record(actor=None, action="care.extension_asked", on=stored, months=months)
    mails.send_extension_asked(stored, _other(side), months, str(made.pk), now)
    return made


@transaction.atomic
def answer_extension(*, tandem: Tandem, side: Side, wanted: bool, now: dt.datetime) -> Extension | None:
    """The other side wants it too, or not. A wish that is not shared is not kept.

    Side effects: log entries that name no side; the supervisors are asked where the cohort asks them; mails. Raises
    TandemError when nothing is asked of this side.
    """
    stored = _running(tandem)
    asked = _open(stored)
    if asked is None or asked.state != ExtensionState.ASKED or asked.asked_by == side:
        raise TandemError
    close_links(tandem=stored, now=now, purpose=LinkPurpose.EXTEND)
    if not wanted:
        asked.delete()
        mails.tell(kinds.EXTENSION_DECLINED, [(stored, _other(side))], key=now.isoformat(), listed=False)
        return None
    if not _ask_supervisors(stored, asked, now):
        return _make_valid(stored, asked, now)
    mails.tell_both(kinds.EXTENSION_WAITING, stored, key=str(asked.pk), months=asked.months)
    return _change(asked, ExtensionState.WAITING, stored)


@transaction.atomic
def take_back(*, tandem: Tandem, side: Side, now: dt.datetime) -> None:
    """Who asked thinks again, as long as the other has not answered. Twice is once; the link in the mail is closed."""
    stored = lock_tandem(tandem.pk)
    if stored.extensions.filter(state=ExtensionState.ASKED, asked_by=side).delete()[0]:
        close_links(tandem=stored, now=now, purpose=LinkPurpose.EXTEND)


def settle_extensions(*, now: dt.datetime) -> int:
    """Make valid what both want and the supervisors have agreed to, or the office goes on without. Returns how many.

    Safe to run twice or in parallel.
    """
    waiting = Extension.objects.filter(state=ExtensionState.WAITING, tandem__state__in=_RUNNING)
    return sum(_settle(pk, now) for pk in waiting.values_list("tandem_id", flat=True))


@transaction.atomic
def _settle(tandem_id: int, now: dt.datetime) -> bool:
    stored = lock_tandem(tandem_id)
    asked = stored.extensions.filter(state=ExtensionState.WAITING).first()
    if asked is None or stored.state not in _RUNNING or _unsettled(stored):
        return False
    _make_valid(stored, asked, now)
    return True


def forget_open(tandem: Tandem) -> None:
    """Drop what is not valid yet, of a tandem that ends."""
    tandem.extensions.exclude(state=ExtensionState.VALID).delete()


def _make_valid(tandem: Tandem, asked: Extension, now: dt.datetime) -> Extension:
    tandem.save_version(tandem.version, ends_on=_last_day(tandem, asked), updated_at=now)
    valid = _change(asked, ExtensionState.VALID, tandem)
    mails.tell_both(kinds.EXTENDED, tandem, key=str(asked.pk), months=asked.months)
    return valid


def _change(extension: Extension, to: ExtensionState, tandem: Tandem) -> Extension:
    """The only place where an extension's state changes. Raises TandemError for a step that the table does not have."""
    if to not in EXTENSION_TRANSITIONS[ExtensionState(extension.state)]:
        raise TandemError
    extension.state = to
    extension.save(update_fields=["state", "updated_at"])
    record(actor=None, action=f"care.extension_{to}", on=tandem, months=extension.months)
    return extension


def _ask_supervisors(tandem: Tandem, extension: Extension, now: dt.datetime) -> bool:
    """Ask those who are asked in this cohort about all hours, the new ones among them. True: somebody was asked."""
    months = sum(tandem.extensions.values_list("months", flat=True))
    until = _last_day(tandem, extension)
    asked = [_ask_supervisor(tandem.application_of(side), months, until, now) for side in Side]
    return any(asked)


def _last_day(tandem: Tandem, extension: Extension) -> dt.date:
    assert tandem.ends_on is not None  # noqa: S101 - `_running` has seen to it; for the type checker
    return months_later(tandem.ends_on, extension.months)


def _ask_supervisor(application: Application, months: int, until: dt.date, now: dt.datetime) -> bool:
    cohort = application.cohort
    named = application.approvals.current().first()
    if not cohort.asks_supervisor_of(application.side) or named is None:
        return False
    hours = hours_of(cohort, application.side) + extra_hours(cohort, application.side, months)
    try:
        ask_anew(actor=None, application=application, email=named.supervisor, hours=hours, until=until, now=now)
    except AlreadyAskedError:
        return named.state != ApprovalState.AGREED
    except AddressRefusedError:  # the organisation's domains have changed since: the office finds it in its list
        return False
    return True


def _unsettled(tandem: Tandem) -> bool:
    """Whether some supervisor's word is still missing."""
    sides = [side for side in Side if tandem.cohort.asks_supervisor_of(side)]
    asked = Approval.objects.current().filter(application__in=[tandem.application_of(side) for side in sides])
    return asked.exclude(state__in=_SETTLED).exists()


def _running(tandem: Tandem) -> Tandem:
    stored = lock_tandem(tandem.pk)
    if stored.state not in _RUNNING or stored.ends_on is None:
        raise TandemError
    return stored


def _open(tandem: Tandem) -> Extension | None:
    return tandem.extensions.exclude(state=ExtensionState.VALID).first()


def _other(side: Side) -> Side:
    return Side.MENTEE if side == Side.MENTOR else Side.MENTOR
