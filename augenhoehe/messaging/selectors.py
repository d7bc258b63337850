from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import BooleanField, Case, CharField, Count, F, Max, QuerySet, TextField, Value, When

from .enums import Language, MailState
from .models import Mail, Wording, WorkerPulse
from .registry import TextKind, text_kinds
from .wording import shipped

_ENVELOPE: Final = (
    "pk", "key", "person_id", "recipient", "language", "state", "created_at", "due_at", "sent_at", "attempts", "error",
    "secret",
)  # fmt: skip


@dataclass(frozen=True)
class TextRow:
    """A mail in the office's list; `own` are the languages that the office has worded itself."""

    kind: TextKind
    own: list[str]


@dataclass(frozen=True)
class RoomTexts:
    room: str
    rows: list[TextRow]


@dataclass(frozen=True)
class OfficeMail:
    """A mail as the office sees it. `subject` and `text` are empty for a secret one: they are not even fetched.

    emptied: the text is gone (services/upkeep.py), so the mail cannot be sent again.
    """

    pk: int
    key: str
    title: Any
    person_id: int | None
    recipient: str
    language: str
    state: MailState
    created_at: datetime
    due_at: datetime
    sent_at: datetime | None
    attempts: int
    error: str
    secret: bool
    subject: str = ""
    text: str = ""
    emptied: bool = False


def office_mails(
    programme_id: int, *, state: str = "", key: str = "", recipient: str = ""
) -> QuerySet[Mail, dict[str, Any]]:
    """Mails of a programme, latest first, without what they say: rows for `office_rows`."""
    mails = Mail.objects.of_programme(programme_id)
    if state:
        mails = mails.filter(state=state)
    if key:
        mails = mails.filter(key=key)
    if recipient:
        mails = mails.filter(recipient__icontains=recipient)
    rows: QuerySet[Mail, dict[str, Any]] = mails.values(*_ENVELOPE)
    return rows


def office_rows(rows: Any) -> list[OfficeMail]:
    """The rows of `office_mails`, with the titles of their kinds. No query but that of the rows."""
    titles = {kind.key: kind.title for kind in text_kinds()}
    return [_office_mail(row, titles) for row in rows]


def office_mail(programme_id: int, pk: int) -> OfficeMail | None:
    """One mail of this programme with what it says, unless it is secret; None where there is none."""
    row = (
        Mail.objects.of_programme(programme_id)
        .filter(pk=pk)
        .annotate(
            open_subject=Case(When(secret=False, then=F("subject")), default=Value(""), output_field=CharField()),
            open_text=Case(When(secret=False, then=F("text")), default=Value(""), output_field=TextField()),
            emptied=Case(When(text="", then=Value(True)), default=Value(False), output_field=BooleanField()),
        )
        .values(*_ENVELOPE, "open_subject", "open_text", "emptied")
        .first()
    )
    return _office_mail(row, {kind.key: kind.title for kind in text_kinds()}) if row else None


def _office_mail(row: Mapping[str, Any], titles: Mapping[str, Any]) -> OfficeMail:
    envelope = {name: row[name] for name in _ENVELOPE} | {"state": MailState(row["state"])}
    return OfficeMail(
        **envelope,
        title=titles.get(row["key"], row["key"]),
        subject=row.get("open_subject", ""),
        text=row.get("open_text", ""),
        emptied=row.get("emptied", False),
    )


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


@dataclass(frozen=True)
class TextInForce:
    """A wording in force; `version` is 0 where the office never had one of its own, `own` says whether it has one."""

    subject: str
    body: str
    version: int
    own: bool


def texts_in_force(kind: TextKind, programme_id: int) -> dict[str, TextInForce]:
    """Language → the wording that holds for this programme. One query."""
    rows = {row.language: row for row in Wording.objects.filter(key=kind.key, programme_id=programme_id)}
    found = {}
    for language in Language.values:
        row = rows.get(language)
        own = row is not None and bool(row.body)
        subject, body = (row.subject, row.body) if row and own else shipped(kind, language)
        found[language] = TextInForce(subject, body, row.version if row else 0, own)
    return found


def office_text(key: str) -> TextKind | None:
    """The text with this key if an office may reword it."""
    return next((kind for kind in text_kinds() if kind.key == key and editable(kind)), None)


def editable(kind: TextKind) -> bool:
    """Whether a programme may reword this text; a mail that belongs to no programme has one wording for all."""
    return not kind.key.startswith("people.")


def worker_seen_at() -> datetime | None:
    """The last sign of life of any worker."""
    seen: datetime | None = WorkerPulse.objects.aggregate(last=Max("at"))["last"]
    return seen


def mailbox(recipient: str = "") -> QuerySet[Mail]:
    """The demo's mailbox: everything that was ever put into the outbox, latest first, without the texts."""
    mails = Mail.objects.defer("text", "html", "calendar")
    return mails.filter(recipient__iexact=recipient) if recipient else mails


def mailbox_recipients(first: str = "") -> list[str]:
    """The 200 people who were written to most recently, by their addresses; `first` (the reader) leads the list."""
    rows = Mail.objects.order_by().values("recipient").annotate(last=Max("pk")).order_by("-last")[:200]
    return sorted((row["recipient"] for row in rows), key=lambda address: (address != first, address))
