"""The editions of a document, and what each of them changed."""

from dataclasses import dataclass

from django.db.models import QuerySet

from ..kinds import DocumentKind, shipped
from ..models import Edition


@dataclass(frozen=True)
class Version:
    """A text that held once. Number 0 is the shipped one, which has no `edition`."""

    number: int
    texts: dict[str, tuple[str, str]]
    edition: Edition | None


def editions_of(kind: DocumentKind, programme_id: int) -> QuerySet[Edition]:
    """All editions, the latest first, without what they say."""
    found = Edition.objects.filter(programme_id=programme_id, key=kind.key).select_related("changed_by")
    return found.defer("body_de", "body_en")


def edition_of(kind: DocumentKind, programme_id: int, number: int) -> Version | None:
    """One version with its texts; 0 is the shipped one. None where there is none of this number."""
    if number == 0:
        return Version(0, {language: shipped(kind, language) for language in ("de", "en")}, None)
    found = Edition.objects.filter(programme_id=programme_id, key=kind.key, number=number)
    edition = found.select_related("changed_by").first()
    if edition is None:
        return None
    return Version(number, {language: edition.text(language) for language in ("de", "en")}, edition)
