from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Level, Relevance, Side, Step
from augenhoehe.applications.selectors.member import topic_rows
from augenhoehe.topics.models import Topic

from .base import Row, StepForm, WeightField


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
            self.fields[f"relevance_{topic.pk}"] = WeightField(_("I need it"), Relevance.choices, of=topic.name)
        self.fields[f"level_{topic.pk}"] = WeightField(_("My own level"), Level.choices, of=topic.name)

    @property
    def wants(self) -> bool:
        return bool(self.application.side == Side.MENTEE)

    def stored(self) -> dict[str, Any]:
        rows = [row for _category, rows in self.groups for row in rows]
        levels = {f"level_{row.topic.pk}": row.level for row in rows}
        return levels | {f"relevance_{row.topic.pk}": row.relevance for row in rows}

    def matrix(self) -> list[tuple[str, list[Row], bool]]:
        """Category, its lines, and whether it is opened: the first one, and where something is said or wrong."""
        names = ("relevance", "level") if self.wants else ("level",)
        found: list[tuple[str, list[Row], bool]] = []
        for category, rows in self.groups:
            lines = [Row(str(row.topic), [self[f"{name}_{row.topic.pk}"] for name in names]) for row in rows]
            fields = [field for line in lines for field in line.controls]
            told = any(field.errors or str(field.value() or 0) != "0" for field in fields)
            found.append((category, lines, told or not found))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        name, least = ("relevance", Relevance.SOME) if self.wants else ("level", Level.USE)
        if not self.errors and not any(value >= least for key, value in cleaned.items() if key.startswith(f"{name}_")):
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
        return {"topics": {pk: (values.get(f"level_{pk}", 0), values.get(f"relevance_{pk}", 0)) for pk in ids}}
