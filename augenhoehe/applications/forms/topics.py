from typing import Any, ClassVar, NamedTuple

from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Level, Relevance, Side, Step
from augenhoehe.applications.selectors.member import topic_rows
from augenhoehe.topics.models import Topic

from .base import StepForm, weight_field


class Row(NamedTuple):
    """A line of the matrix: the topic, and its one or two selects."""

    topic: Topic
    level: BoundField
    relevance: BoundField | None


class TopicsForm(StepForm):
    """A mentor's own level on each topic; a mentee's own level and what the topic weighs."""

    step: ClassVar[Step] = Step.TOPICS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.groups = topic_rows(kwargs["application"])
        super().__init__(*args, **kwargs)
        for _category, rows in self.groups:
            for row in rows:
                self._add(row.topic)

    def _add(self, topic: Topic) -> None:
        if self.wants:
            label = _("%(topic)s: how much I need it") % {"topic": topic.name}
            self.fields[f"relevance_{topic.pk}"] = weight_field(label, Relevance.choices)
        label = _("%(topic)s: my own level") % {"topic": topic.name}
        self.fields[f"level_{topic.pk}"] = weight_field(label, Level.choices)

    @property
    def wants(self) -> bool:
        return bool(self.application.side == Side.MENTEE)

    def stored(self) -> dict[str, Any]:
        rows = [row for _category, rows in self.groups for row in rows]
        levels = {f"level_{row.topic.pk}": row.level for row in rows}
        return levels | {f"relevance_{row.topic.pk}": row.relevance for row in rows}

    def matrix(self) -> list[tuple[str, list[Row]]]:
        """Category → its lines."""
        return [
            (
                category,
                [
                    Row(
                        row.topic,
                        self[f"level_{row.topic.pk}"],
                        self[f"relevance_{row.topic.pk}"] if self.wants else None,
                    )
                    for row in rows
                ],
            )
            for category, rows in self.groups
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        name, least = ("relevance", Relevance.SOME) if self.wants else ("level", Level.USE)
        if not self.errors and not any(
            value >= least for key, value in cleaned.items() if key.startswith(f"{name}_")
        ):
            first = next((key for key in self.fields if key.startswith(f"{name}_")), None)
            self.add_error(
                first,
                _("Please choose at least one topic that is useful to you.")
                if self.wants
                else _("Please choose at least one topic that you use or can show."),
            )
        return cleaned

    def answers(self) -> dict[str, Any]:
        ids = [row.topic.pk for _category, rows in self.groups for row in rows]
        values = self.cleaned_data
        return {
            "topics": {pk: (values.get(f"level_{pk}", 0), values.get(f"relevance_{pk}", 0)) for pk in ids}
        }
