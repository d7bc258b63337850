from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, QuerySet

from .enums import Language, MailState
from .models import Mail, Wording, WorkerPulse
from .registry import TextKind, text_kinds


@dataclass(frozen=True)
class TextRow:
    """A mail or guide in the office's list; `own` are the languages that the office has worded itself."""

    kind: TextKind
    own: list[str]


@dataclass(frozen=True)
class RoomTexts:
    room: str
    rows: list[TextRow]


def office_mails(programme_id: int, *, state: str = "", key: str = "") -> QuerySet[Mail]:
    """Mails of a programme, latest first, without what they say: one query for the list."""
    mails = Mail.objects.of_programme(programme_id).defer("text", "html", "calendar")
    if state:
        mails = mails.filter(state=state)
    if key:
        mails = mails.filter(key=key)
    return mails


def mail_counts(programme_id: int) -> dict[str, int]:
    """How many mails of a programme are in which state; states without any are 0."""
    rows = Mail.objects.of_programme(programme_id).order_by().values_list("state").annotate(Count("pk"))
    return dict.fromkeys(MailState.values, 0) | dict(rows)


def used_kinds(programme_id: int) -> list[TextKind]:
    """Kinds of which this programme has sent a mail."""
    keys = set(Mail.objects.of_programme(programme_id).order_by().values_list("key", flat=True).distinct())
    return [kind for kind in text_kinds() if kind.key in keys]


def office_texts(programme_id: int) -> list[RoomTexts]:
    """What the office of a programme may reword, room by room. A text that is never the office's is left out."""
    own: dict[str, list[str]] = {}
    rows = Wording.objects.filter(programme_id=programme_id).exclude(body="").order_by("language")
    for key, language in rows.values_list("key", "language"):
        own.setdefault(key, []).append(str(Language(language).label))
    rooms: dict[str, list[TextRow]] = {}
    for kind in text_kinds():
        if editable(kind):
            rooms.setdefault(kind.key.partition(".")[0], []).append(TextRow(kind, own.get(kind.key, [])))
    return [RoomTexts(room, texts) for room, texts in rooms.items()]


def editable(kind: TextKind) -> bool:
    """Whether a programme may reword this text; a mail that belongs to no programme has one wording for all."""
    return not kind.key.startswith("people.")


def worker_seen_at() -> datetime | None:
    """The last sign of life of any worker."""
    seen: datetime | None = WorkerPulse.objects.aggregate(last=Max("at"))["last"]
    return seen


def mailbox(recipient: str = "") -> QuerySet[Mail]:
    """The demo's mailbox: everything that was ever put into the outbox."""
    mails = Mail.objects.all()
    return mails.filter(recipient__iexact=recipient) if recipient else mails


def mailbox_recipients() -> list[str]:
    """Whoever was written to, most recently first; 200 at most."""
    rows = Mail.objects.order_by().values("recipient").annotate(last=Max("pk")).order_by("-last")[:200]
    return [row["recipient"] for row in rows]
