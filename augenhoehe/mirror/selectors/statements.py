"""The statements of a programme, and those of a cohort in the wording that its answers mean."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import QuerySet

from augenhoehe.common.models import Bilingual
from augenhoehe.programmes.models import Cohort, Programme

from ..models import Statement, StatementSet


@dataclass(frozen=True)
class Worded:
    """A statement as a cohort answers it, with the question that opens a talk about it."""

    key: str
    text_de: str
    text_en: str
    prompt_de: str
    prompt_en: str

    text = Bilingual()
    prompt = Bilingual()


@dataclass(frozen=True)
class Edition:
    """All statements of a cohort. `kept`: an answer is given, so that nothing changes any more."""

    statements: tuple[Worded, ...]
    kept: bool

    @property
    def print(self) -> str:
        """A short mark of exactly these words: a form says which it was filled in with."""
        return hashlib.sha256(json.dumps(self.rows()).encode()).hexdigest()[:16]

    def rows(self) -> list[dict[str, Any]]:
        return [asdict(one) for one in self.statements]


def statements_of(programme: Programme) -> QuerySet[Statement]:
    """All of a programme's statements, those out of use at the end."""
    return programme.mirror_statements.order_by("-active", "position", "pk")


def edition_of(cohort: Cohort) -> Edition:
    """What this cohort answers: as it was kept with its first answer, before that as the office words it now.

    One query, or two.
    """
    kept = StatementSet.objects.filter(cohort=cohort).first()
    if kept:
        return Edition(tuple(Worded(**one) for one in kept.statements), kept=True)
    fields = ("key", "text_de", "text_en", "prompt_de", "prompt_en")
    rows = Statement.objects.filter(programme=cohort.programme_id, active=True).values(*fields)
    return Edition(tuple(Worded(**one) for one in rows), kept=False)
