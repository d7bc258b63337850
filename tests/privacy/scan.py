"""Where canaries were seen, and by whom."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps

from augenhoehe.audit.models import Entry
from augenhoehe.messaging.models import Mail
from tests.cast import ROLES

from .matrix import MAY_SEE, field_of
from .stage import Canary, Stage
from .walker import Page

WORD = re.compile(r"kanari\d{3}zeisig")


@dataclass(frozen=True)
class Sighting:
    """`by` is a relation to the text (matrix.py), or the place nobody may write it to: log, audit log, a table."""

    key: str
    by: str
    where: str

    @property
    def allowed(self) -> bool:
        return self.by in MAY_SEE[self.key]


def _known(stage: Stage, text: str) -> Iterator[Canary]:
    by_word = {one.word: one for one in stage.canaries}
    for word in set(WORD.findall(text.lower())):
        yield by_word[word]


def in_pages(stage: Stage, pages: Iterable[Page]) -> list[Sighting]:
    return [
        Sighting(one.key, one.relation(page.role), f"{page} as {page.role}")
        for page in pages
        for one in _known(stage, page.text)
    ]


def in_mails(stage: Stage) -> list[Sighting]:
    """What stands in the outbox; the office reads the text of a mail that is not secret."""
    role_of = {person.pk: role for role in ROLES if (person := stage.person(role))}
    found = []
    for mail in Mail.objects.all():
        reader = role_of.get(mail.person_id or 0, "somebody else")
        text = f"{mail.subject}\n{mail.text}"
        calendar = re.sub(r"\r?\n[ \t]", "", mail.calendar)
        found += [
            Sighting(one.key, one.relation(reader), f"mail {mail.key} to {reader}")
            for one in _known(stage, f"{text}\n{mail.html}\n{calendar}\n{mail.error}")
        ]
        if not mail.secret:
            found += [Sighting(one.key, "office", f"open mail {mail.key}") for one in _known(stage, text)]
    return found


def in_logs(stage: Stage, log: str) -> list[Sighting]:
    entries = "\n".join(f"{one.action} {one.data}" for one in Entry.objects.all())
    return [
        *(Sighting(one.key, "log", "the log") for one in _known(stage, log)),
        *(Sighting(one.key, "audit log", "the audit log") for one in _known(stage, entries)),
    ]


def in_tables(stage: Stage) -> list[Sighting]:
    """A canary in a table that is neither its own nor the outbox is a copy nobody declared."""
    return [
        Sighting(one.key, "a table", model._meta.label)
        for model in apps.get_models()
        if model is not Mail
        for one in _known(stage, str(list(model._default_manager.values())))
        if field_of(one.key).rpartition(".")[0] != model._meta.label
    ]


def wrong(sightings: Iterable[Sighting]) -> dict[str, set[str]]:
    """Key and reader that the matrix does not allow → where."""
    table: dict[str, set[str]] = {}
    for one in sightings:
        if not one.allowed:
            table.setdefault(f"{one.key} by {one.by}", set()).add(one.where)
    return table


def missing(stage: Stage, sightings: Iterable[Sighting]) -> set[tuple[str, str]]:
    """What the matrix allows and nobody was seen to see: then the walk does not reach it, or the matrix is too wide."""
    seen = {(one.key, one.by) for one in sightings}
    planted = {one.key for one in stage.canaries}
    return {(key, reader) for key in planted for reader in MAY_SEE[key]} - seen
