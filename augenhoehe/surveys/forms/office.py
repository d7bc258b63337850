"""What the office sets: days of a wave, items of a questionnaire, what is shown of somebody's own words."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.editing import MAX_VERSION, EditForm

from ..enums import ItemKind, RemarkState
from ..models import Instrument, Item, Remark, Survey
from ..options import joined, with_keys
from ..rules import LONGEST, MOST_CHOICES

_CHOICES = (ItemKind.CHOICE, ItemKind.CHOICES)


class VersionForm(forms.Form):
    """A form that names the version its reader has seen; 0 for what nobody has stored yet."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MAX_VERSION)


def _day(label: Any, hint: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, help_text=hint)


class DaysForm(VersionForm):
    """First and last day of a wave; one that has begun can only end on another day.

    `waits`: the day until which it waits for tandems that last longer.
    """

    opens_on = _day(
        _("First day"), _("On that day those whose turn it is are asked by mail, and later whoever follows.")
    )
    closes_on = _day(_("Last day"), _("The figures are made on the day after, once and for good."))

    def __init__(self, *args: Any, survey: Survey, today: dt.date, waits: dt.date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.waits = today, waits
        self.initial.update(version=survey.version, opens_on=survey.opens_on, closes_on=survey.closes_on)
        if survey.secret is not None:
            self.fields["opens_on"].disabled = True
            self.fields["opens_on"].help_text = _("It has begun.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("opens_on"), data.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", _("The last day comes after the first one."))
        elif last and last < self.today:
            self.add_error("closes_on", _("Please choose today or a day to come."))
        elif first and last and last - first > LONGEST:
            self.add_error("closes_on", _("A wave is open for a year at most: its links work as long as that."))
        elif last and self.waits and last < self.waits:
            text = _("Some tandems last longer, so please choose %(day)s at the earliest; or close the wave by hand.")
            self.add_error("closes_on", text % {"day": date_format(self.waits, "SHORT_DATE_FORMAT")})
        return data


class TitleForm(EditForm):
    """What a questionnaire is called: on its page, in the mail, and at home where it waits."""

    class Meta:
        model = Instrument
        fields = ("title_de", "title_en")


class ItemForm(forms.ModelForm):
    """One question in both languages; the answers to choose from are lines, as many in one language as in the other."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MAX_VERSION)
    options_de = forms.CharField(
        label=_("Answers to choose from (German)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One a line; only where one or several answers are chosen."),
    )
    options_en = forms.CharField(
        label=_("Answers to choose from (English)"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    class Meta:
        model = Item
        fields = ("text_de", "text_en", "kind", "side", "measure", "moment", "level")
        widgets = {
            "text_de": forms.Textarea(attrs={"rows": 2}),
            "text_en": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "moment": _("Where the same is asked more than once, so that the report can put the answers side by side."),
            "level": _("After Kirkpatrick: reaction, learning, behaviour, results."),
        }

    def __init__(self, *args: Any, version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = {f"options_{language}": joined(self.instance, language) for language in ("de", "en")}
        self.initial.update(version=version, **options)
        side = self.fields["side"]
        side.choices = [("", _("both sides")), *side.choices[1:]]  # type: ignore[attr-defined]
        if self.instance.pk:
            self.fields["kind"].disabled = True
            self.fields["kind"].help_text = _("To ask in another way, remove the question and add a new one.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        german, english = _lines(data, "options_de"), _lines(data, "options_en")
        if data.get("kind") not in _CHOICES:
            data["options"] = []
        elif not 2 <= len(german) <= MOST_CHOICES:
            self.add_error("options_de", _("Please write between two and %(most)d answers.") % {"most": MOST_CHOICES})
        elif len(english) != len(german):
            self.add_error("options_en", _("Please write as many answers in English as in German, in the same order."))
        else:
            data["options"] = with_keys(self.instance.options, german, english)
        return data

    def values(self) -> dict[str, Any]:
        """Field → value, as the service takes them."""
        return {name: self.cleaned_data[name] for name in (*self.Meta.fields, "options")}


def _lines(data: dict[str, Any], name: str) -> list[str]:
    return [line.strip() for line in data.get(name, "").splitlines() if line.strip()]


class RemarkForm(VersionForm):
    """What is to be read of somebody's own words, and whether at all."""

    shown = forms.CharField(
        label=_("As it is shown"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Take out names, places and whatever else tells who wrote it. What was meant stays as it is."),
    )
    state = forms.ChoiceField(choices=[(one.value, one.label) for one in (RemarkState.RELEASED, RemarkState.DROPPED)])

    def __init__(self, *args: Any, remark: Remark, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(version=remark.version, shown=remark.shown or remark.text)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (
            data.get("state") == RemarkState.RELEASED
            and not data.get("shown", "").strip()
            and "shown" not in self.errors
        ):
            self.add_error("shown", _("There is nothing to show. Drop it instead."))
        return data
