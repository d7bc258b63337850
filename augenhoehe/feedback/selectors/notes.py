"""What was written down of a talk, in the questions of its day."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import get_language

from augenhoehe.common.models import in_language
from augenhoehe.programmes.models import Programme

from ..models import Question, Talk


@dataclass(frozen=True)
class Noted:
    """A question as it was asked, and what the office wrote down."""

    text_de: str
    text_en: str
    said: str = ""

    @property
    def question(self) -> str:
        return in_language(self, "text", get_language() or "de")

    def row(self) -> dict[str, Any]:
        return asdict(self)


def noted(talk: Talk) -> list[Noted]:
    """What the talk holds; nothing before it was held."""
    return [Noted(**row) for row in talk.notes]


def asked_of(talk: Talk) -> list[Noted]:
    """The rows of the form: as they were kept, else the questions in use. One query."""
    return noted(talk) or questions_for(talk.cohort.programme)


def questions_for(programme: Programme) -> list[Noted]:
    rows = Question.objects.filter(programme=programme, active=True)
    return [Noted(one.text_de, one.text_en) for one in rows]
