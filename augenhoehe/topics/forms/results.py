from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import LONGEST_TEXT, Outcome
from ..models import Category
from ..selectors.board import Card
from ..services import Decision

_NEEDED: dict[str, tuple[str, ...]] = {Outcome.NEW: ("name_de", "category"), Outcome.KNOWN: ("topic",)}


class ResultForm(forms.Form):
    """What becomes of one group: names and category of a new topic, or the known topic that it is."""

    all_optional = True  # which of them are needed is up to the first answer

    outcome = forms.ChoiceField(label=_("This group …"), choices=Outcome, required=False)
    name_de = forms.CharField(label=_("Name (German)"), max_length=LONGEST_TEXT, required=False)
    name_en = forms.CharField(
        label=_("Name (English)"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=_("You can add it later; until then the German name is shown."),
    )
    category = forms.ChoiceField(label=_("Category"), required=False)
    topic = forms.ChoiceField(label=_("Topic of the pool"), required=False)

    def __init__(self, data: Any = None, *, card: Card, pool: list[Category]) -> None:
        initial: dict[str, Any] = {"name_de": card.name}
        if card.pick_id:
            initial |= {"outcome": Outcome.KNOWN, "topic": card.pick_id}
        super().__init__(data, prefix=f"g{card.pk}", initial=initial)
        self.card = card
        self.topics = {str(topic.pk): topic for category in pool for topic in category.topics.all()}
        self.categories = {str(category.pk): category for category in pool}
        self._offer("category", [(pk, str(category)) for pk, category in self.categories.items()])
        self._offer("topic", [(str(one), [(str(topic.pk), str(topic)) for topic in one.topics.all()]) for one in pool])

    def _offer(self, name: str, choices: list[Any]) -> None:
        """Choices read once for all forms of the page; what was chosen is looked up in them."""
        field: Any = self.fields[name]
        field.choices = [("", _("Please choose")), *choices]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in _NEEDED.get(data.get("outcome", ""), ()):
            if not data.get(name):
                self.add_error(name, _("Please fill this in."))
        return data

    @property
    def decision(self) -> Decision | None:
        """The valid form as the service takes it; None where nothing is decided."""
        data = self.cleaned_data
        outcome = Outcome(data["outcome"])
        if outcome == Outcome.OPEN:
            return None
        if outcome == Outcome.KNOWN:
            return Decision(self.card.pk, outcome, topic=self.topics[data["topic"]])
        if outcome == Outcome.LEFT:
            return Decision(self.card.pk, outcome)
        names = {"name_de": data["name_de"], "name_en": data["name_en"]}
        return Decision(self.card.pk, outcome, category=self.categories[data["category"]], **names)
