from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Aspect
from augenhoehe.programmes.forms.fields import DateField

from .enums import Address, AgreedMode, Benefit
from .models import Agreement
from .terms import MOST_TOPICS, NAMES, Terms
from .words import sections

_PLAIN = ("rhythm", "mentor_goal", "benefits_text", "reply_days", "cancelling", "confidentiality", "notes")
_SMALL = {"rows": 3}


def _boxes(label: Any, choices: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, help_text=help_text, required=False, widget=forms.CheckboxSelectMultiple
    )


def _one_of(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


def _few_lines() -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 2})


class AgreementForm(forms.ModelForm):
    """The terms of an agreement; what is not typed (the rules themselves) comes from the version it starts from."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    begins_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"))
    mode = _one_of(_("How do you meet?"), AgreedMode)
    address = _one_of(_("How do you address each other?"), Address)
    aspects = _boxes(_("What shall your talks bring?"), Aspect, _("You see on your page which of them come up short."))
    benefits = _boxes(_("What the mentee promises the mentor"), Benefit, _("Promise only what you can keep."))

    class Meta:
        model = Agreement
        fields = _PLAIN
        widgets = {
            "mentor_goal": forms.Textarea(attrs=_SMALL),
            "cancelling": forms.Textarea(attrs=_SMALL),
            "confidentiality": forms.Textarea(attrs={"rows": 5}),
            "notes": forms.Textarea(attrs=_SMALL),
            "benefits_text": _few_lines(),
        }
        help_texts = {
            "mentor_goal": _("What would the mentor like to be able to do, to understand or to have tried in the end?"),
        }

    def __init__(self, data: Any = None, *, base: Terms, based_on: int, meetings: int) -> None:
        initial = {"based_on": based_on, **asdict(base), "goal_meeting": base.goal_meeting or ""}
        super().__init__(data, initial=initial, instance=Agreement(**asdict(base)))
        self.base = base
        self.fields["goal_meeting"] = forms.TypedChoiceField(
            label=_("Meeting reserved for it"),
            choices=[
                ("", _("none")),
                *((number, _("meeting %(n)s") % {"n": number}) for number in range(2, meetings + 1)),
            ],
            coerce=int,
            empty_value=None,
            required=False,
            initial=base.goal_meeting or "",
        )
        for index, (rule, example) in enumerate(base.rules):
            self._add_example(index, rule, example)
        for index in range(MOST_TOPICS):
            self._add_topic(index, *(base.topics[index] if index < len(base.topics) else ("", "")))

    def _add_example(self, index: int, rule: str, example: str) -> None:
        name, _colon, sentence = rule.partition(":")
        self.fields[f"example_{index}"] = forms.CharField(
            label=name.strip(),
            help_text=sentence.strip(),
            initial=example,
            max_length=300,
            required=False,
            widget=_few_lines(),
        )

    def _add_topic(self, index: int, topic: str, benefit: str) -> None:
        number = {"number": index + 1}
        self.fields[f"topic_{index}"] = forms.CharField(
            label=_("Topic %(number)s") % number, initial=topic, max_length=200, required=index == 0
        )
        self.fields[f"benefit_{index}"] = forms.CharField(
            label=_("What do you hope topic %(number)s brings?") % number,
            initial=benefit,
            max_length=300,
            widget=_few_lines(),
            required=index == 0,
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        begins_on, ends_on = data.get("begins_on"), data.get("ends_on")
        if begins_on and ends_on and ends_on < begins_on:
            self.add_error("ends_on", _("The last day comes after the first."))
        for index in range(1, MOST_TOPICS):
            if data.get(f"topic_{index}") and not data.get(f"benefit_{index}"):
                self.add_error(f"benefit_{index}", _("Please say what you hope for, or leave out the topic."))
        return data

    def terms(self) -> Terms:
        """As the service takes them."""
        data = self.cleaned_data
        rules = [[rule, data[f"example_{index}"]] for index, (rule, _old) in enumerate(self.base.rules)]
        topics = [[data[f"topic_{index}"], data[f"benefit_{index}"]] for index in range(MOST_TOPICS)]
        typed = {name: _one_line_ends(data[name]) for name in NAMES if name in data}
        return Terms(**{**typed, "rules": rules, "topics": [pair for pair in topics if pair[0]]})

    def conflict_with(self, stored: Terms) -> list[tuple[str, str]]:
        """Label and stored text of whatever reads differently."""
        typed = [row for section in sections(self.terms()) for row in section.rows]
        return [row for section in sections(stored) for row in section.rows if row not in typed]

    @property
    def examples(self) -> Iterator[BoundField]:
        return (self[f"example_{index}"] for index in range(len(self.base.rules)))

    @property
    def topics(self) -> Iterator[BoundField]:
        return (self[f"{name}_{index}"] for index in range(MOST_TOPICS) for name in ("topic", "benefit"))


class AgreeForm(forms.Form):
    """The version that somebody read before they pressed the button."""

    number = forms.IntegerField(min_value=1)

    def number_read(self) -> int:
        """0, which no version has, where none was sent."""
        return int(self.cleaned_data["number"]) if self.is_valid() else 0


def _one_line_ends(value: Any) -> Any:
    """Browsers end lines with CR LF, and a version is compared with what it was."""
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value
