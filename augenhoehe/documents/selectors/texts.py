"""Which text of a document holds, how it reads for a cohort, and who reads it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from augenhoehe.messaging.wording import fill
from augenhoehe.programmes.models import Cohort, Programme
from augenhoehe.programmes.rules import takes_part
from augenhoehe.programmes.selectors import current_cohort

from ..blocks import Block, blocks_of, plain
from ..enums import Readers
from ..filling import values_of
from ..kinds import DocumentKind, kinds_of, shipped
from ..models import Edition


@dataclass(frozen=True)
class InForce:
    """A document with the text that holds: the office's latest edition, or the shipped one, which has number 0."""

    kind: DocumentKind
    edition: Edition | None

    @property
    def number(self) -> int:
        return self.edition.number if self.edition else 0

    @property
    def readers(self) -> Readers:
        return Readers(self.edition.readers) if self.edition else self.kind.readers

    def text(self, language: str) -> tuple[str, str]:
        """Title and text in this language, with the placeholders."""
        return self.edition.text(language) if self.edition else shipped(self.kind, language)


@dataclass(frozen=True)
class Reading:
    """A document as it is read: in one language, with a cohort's values filled in."""

    language: str
    title: str
    blocks: Sequence[Block]

    @property
    def plain(self) -> str:
        """For a mail."""
        return plain(self.blocks)


def in_force(kind: DocumentKind, programme_id: int) -> InForce:
    """The text of one document that holds for a programme. One query."""
    return InForce(kind, Edition.objects.filter(programme_id=programme_id, key=kind.key).first())


def documents_of(cohort: Cohort) -> list[InForce]:
    """Every document that a cohort has. One query."""
    editions = Edition.objects.filter(programme=cohort.programme_id).latest_ones().select_related("changed_by")
    own = {edition.key: edition for edition in editions}
    return [InForce(kind, own.get(kind.key)) for kind in kinds_of(cohort)]


def reading_of(document: InForce, cohort: Cohort, language: str) -> Reading:
    """The text in force as this cohort reads it."""
    return filled(*document.text(language), cohort, language)


def filled(title: str, body: str, cohort: Cohort, language: str) -> Reading:
    """Any text with the cohort's values. They are filled into its blocks: a value is never read as a heading."""
    values = values_of(cohort, language)
    return Reading(language, " ".join(fill(title, values).split()), blocks_of(body, values))


def read(kind: DocumentKind, cohort: Cohort, language: str) -> Reading:
    """The document as this cohort reads it, for whoever may."""
    return reading_of(in_force(kind, cohort.programme_id), cohort, language)


def read_by(person: Any, cohort: Cohort) -> set[Readers]:
    """Documents for which readers this person gets to see."""
    if person.has_perm("documents.read_all", cohort):
        return set(Readers)
    public = {Readers.EVERYBODY} if cohort.programme.public else set()
    return public | {Readers.PARTICIPANTS, Readers.EVERYBODY} if takes_part(person, cohort) else public


def documents_for(person: Any, cohort: Cohort) -> list[InForce]:
    """The documents that this person reads in a cohort, in their order."""
    readers = read_by(person, cohort)
    return [one for one in documents_of(cohort) if one.readers in readers] if readers else []


def document_for(person: Any, cohort: Cohort, kind: DocumentKind) -> InForce | None:
    """The document, if this person reads it."""
    found = in_force(kind, cohort.programme_id)
    return found if found.readers in read_by(person, cohort) else None


def public_address(kind: DocumentKind, cohort: Cohort) -> str:
    """Where everybody reads this document of a cohort; "" where it is not for everybody. One query at most."""
    if not cohort.programme.public or in_force(kind, cohort.programme_id).readers != Readers.EVERYBODY:
        return ""
    return reverse("document", args=[cohort.pk, kind.key])


@dataclass(frozen=True)
class PublicDocument:
    """A document that the office has put on the programme's page. `title` is the kind's, in the reader's language."""

    title: str
    href: str
    document: InForce


def public_documents(programme: Programme, today: dt.date) -> list[PublicDocument]:
    """What everybody may read of a programme, with the cohort's values people ask about now. No cohort: nothing."""
    cohort = current_cohort(programme, today)
    if cohort is None or not programme.public:
        return []
    return [
        PublicDocument(str(one.kind.title), reverse("document", args=[cohort.pk, one.kind.key]), one)
        for one in documents_of(cohort)
        if one.readers == Readers.EVERYBODY
    ]
