from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Level, Relevance, Side, Step
from augenhoehe.applications.rules import checks_need, matters
from augenhoehe.applications.selectors.member import topic_rows
from augenhoehe.applications.services import TopicSaid
from augenhoehe.topics.models import Topic

from .base import Row, StepForm, WeightField


def _occasion(topic: Topic) -> forms.CharField:
    field = forms.CharField(
        label=_("For what, concretely? One sentence"), max_length=300, required=False, widget=forms.TextInput
    )
    field.full_label = f"{topic.name}: {field.label}"  # type: ignore[attr-defined]
    return field


class TopicsForm(StepForm):
    """A mentor's own level on each topic; a mentee's own level, what the topic weighs, and for what it is needed."""

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
        if self.asks_occasion:
            self.fields[f"occasion_{topic.pk}"] = _occasion(topic)

    @property
    def wants(self) -> bool:
        return bool(self.application.side == Side.MENTEE)

    @property
    def asks_occasion(self) -> bool:
        return checks_need(self.application.side, self.application.cohort)

    def stored(self) -> dict[str, Any]:
        rows = [row for _category, rows in self.groups for row in rows]
        levels = {f"level_{row.topic.pk}": row.level for row in rows}
        occasions = {f"occasion_{row.topic.pk}": row.occasion for row in rows}
        return levels | occasions | {f"relevance_{row.topic.pk}": row.relevance for row in rows}

    def matrix(self) -> list[tuple[str, list[Row], bool]]:
        """Category, its lines, and whether it is opened: the first one, and where something is said or wrong."""
        names = ("relevance", "level") if self.wants else ("level",)
        found: list[tuple[str, list[Row], bool]] = []
        for category, rows in self.groups:
            lines = [self._line(row.topic, names) for row in rows]
            fields = [field for line in lines for field in (*line.controls, line.sentence) if field]
            told = any(field.errors or str(field.value() or 0) != "0" for field in fields)
            found.append((category, lines, told or not found))
        return found

    def _line(self, topic: Topic, names: tuple[str, ...]) -> Row:
        sentence = self[f"occasion_{topic.pk}"] if self.asks_occasion else None
        return Row(str(topic), [self[f"{name}_{topic.pk}"] for name in names], sentence=sentence)

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
        if not self.errors and self.asks_occasion:
            self._ask_for_one_occasion(cleaned)
        return cleaned

    def _ask_for_one_occasion(self, cleaned: dict[str, Any]) -> None:
        """Of the topics that matter, one says for what."""
        weights = {key.partition("_")[2]: value for key, value in cleaned.items() if key.startswith("relevance_")}
        matter = [pk for pk, weight in weights.items() if matters(weight)]
        if matter and not any(cleaned.get(f"occasion_{pk}", "").strip() for pk in matter):
            self.add_error(
                f"occasion_{matter[0]}", _("Please name an occasion for at least one topic that is important to you.")
            )

    def answers(self) -> dict[str, Any]:
        ids = [row.topic.pk for _category, rows in self.groups for row in rows]
        values = self.cleaned_data
        return {
            "topics": {
                pk: TopicSaid(
                    values.get(f"level_{pk}", 0), values.get(f"relevance_{pk}", 0), values.get(f"occasion_{pk}", "")
                )
                for pk in ids
            }
        }
