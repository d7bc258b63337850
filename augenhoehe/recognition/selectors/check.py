"""What whoever checks a certificate learns: by the code on the paper, or by the address of a badge."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..codes import facts_hash, hash_of
from ..enums import CertificateState
from ..models import Certificate, RegisterEntry


@dataclass(frozen=True)
class Finding:
    """`certificate` is there only where its facts may be shown. `erased`: the register alone still knows of it."""

    entry: RegisterEntry
    certificate: Certificate | None
    erased: bool

    @property
    def valid(self) -> bool:
        return self.entry.revoked_on is None

    @property
    def replaced(self) -> bool:
        return self.certificate is not None and self.certificate.state == CertificateState.REPLACED


def by_code(code: str) -> Finding | None:
    """With the code from the paper, which says it all anyway, the facts are shown. One query."""
    return _found(RegisterEntry.objects.filter(code_hash=hash_of(code)), open_to_all=True)


def by_address(uid: uuid.UUID) -> Finding | None:
    """By the address alone nobody's name is shown unless the holder publishes it. One query."""
    return _found(RegisterEntry.objects.filter(uid=uid), open_to_all=False)


def _found(rows: Any, *, open_to_all: bool) -> Finding | None:
    entry = rows.select_related("certificate__cohort__programme").first()
    if entry is None:
        return None
    certificate = getattr(entry, "certificate", None)
    shown = certificate if certificate and (open_to_all or certificate.published_at) else None
    return Finding(entry, shown, erased=certificate is None)


def says_the_same(entry: RegisterEntry, code: str, facts: Mapping[str, Any]) -> bool:
    """Whether a paper with this code and these facts (name, side, begins_on, ends_on, hours) is what was issued."""
    begins_on, ends_on = facts["begins_on"], facts["ends_on"]
    return entry.facts_hash == facts_hash(
        code,
        name=str(facts["name"]),
        side=str(facts["side"]),
        begins_on=begins_on.isoformat(),
        ends_on=ends_on.isoformat(),
        hours=f"{facts['hours']:.1f}",
    )
