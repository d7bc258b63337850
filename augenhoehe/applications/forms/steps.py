from typing import Any, ClassVar, Final

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from augenhoehe.applications.enums import BLOCKS, SLOTS, Aspect, Mode, Side, Step, Weekday
from augenhoehe.people.enums import CareerStage, FunctionLevel, WorkingLanguage
from augenhoehe.people.models import Site, Unit
from augenhoehe.people.selectors import unit_choices

from .base import StepForm, weight_field
from .topics import TopicsForm

MOST_EXCLUSIONS: Final = 20


class AboutForm(StepForm):
    """The parts of the profile that an application needs; its version is the person's."""

    step: ClassVar[Step] = Step.ABOUT

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    unit = forms.ModelChoiceField(
        label=_("Where I work"), queryset=Unit.objects.all(), help_text=_("Department, division or section.")
    )
    function_level = forms.TypedChoiceField(
        label=_("Function level"),
        choices=[("", _("Please choose")), *FunctionLevel.choices],
        coerce=int,
        help_text=_("Your place in the hierarchy. Tandems bring together people from different levels."),
    )
    career_stage = forms.TypedChoiceField(
        label=_("Years in service"),
        choices=[("", _("I would rather not say")), *CareerStage.choices],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Optional. Only this range is stored, never a date."),
    )
    site = forms.ModelChoiceField(label=_("My usual site"), queryset=Site.objects.all(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.application.person.version
        self.fields["unit"].widget.choices = [("", _("Please choose")), *unit_choices()]
        if self.application.person.level_by_house:
            self.fields["function_level"].disabled = True
            self.fields["function_level"].help_text = _("Set by your organisation.")

    def stored(self) -> dict[str, Any]:
        person = self.application.person
        names = ("first_name", "last_name", "function_level", "career_stage")
        values: dict[str, Any] = {name: getattr(person, name) for name in names}
        return values | {"unit": person.unit_id, "site": person.site_id}


class AspectsForm(StepForm):
    """What the tandem is to be about: five aims, given and sought, and both in one's own words."""

    step: ClassVar[Step] = Step.ASPECTS

    WEIGHTS: Final = [(0, _("no")), (1, _("a little")), (2, _("yes")), (3, _("very much"))]

    gives_text = forms.CharField(
        label=_("What I can give, in my words"), max_length=1000, required=False, widget=forms.Textarea
    )
    seeks_text = forms.CharField(
        label=_("What I hope for, in my words"), max_length=1000, required=False, widget=forms.Textarea
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for aspect in Aspect:
            self.fields[f"seeks_{aspect}"] = weight_field(
                _("%(aspect)s: I seek it") % {"aspect": aspect.label}, self.WEIGHTS
            )
            self.fields[f"gives_{aspect}"] = weight_field(
                _("%(aspect)s: I can give it") % {"aspect": aspect.label}, self.WEIGHTS
            )
        giving = (
            _("For example: how I use artificial intelligence at work, what young colleagues expect.")
            if self.application.side == Side.MENTOR
            else _("For example: experience, my network, an insight into how decisions are made.")
        )
        self.fields["gives_text"].help_text = giving

    def stored(self) -> dict[str, Any]:
        one = self.application
        values: dict[str, Any] = {"gives_text": one.gives_text, "seeks_text": one.seeks_text}
        for aspect in Aspect:
            values[f"seeks_{aspect}"] = one.aspect_seeks.get(aspect, 0)
            values[f"gives_{aspect}"] = one.aspect_gives.get(aspect, 0)
        return values

    def matrix(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Aspect, what is sought, what is given."""
        return [(str(one.label), self[f"seeks_{one}"], self[f"gives_{one}"]) for one in Aspect]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, message in (
            ("seeks", _("Please choose at least one aim that you seek.")),
            ("gives", _("Please choose at least one aim to which you can give something.")),
        ):
            if not self.errors.get(f"{name}_{Aspect.NETWORKING}") and not any(self._weights(name).values()):
                self.add_error(f"{name}_{Aspect.NETWORKING}", message)
        return cleaned

    def _weights(self, name: str) -> dict[str, int]:
        found = {aspect.value: self.cleaned_data.get(f"{name}_{aspect}", 0) for aspect in Aspect}
        return {aspect: weight for aspect, weight in found.items() if weight}

    def answers(self) -> dict[str, Any]:
        return {
            "aspect_seeks": self._weights("seeks"),
            "aspect_gives": self._weights("gives"),
            "gives_text": self.cleaned_data["gives_text"],
            "seeks_text": self.cleaned_data["seeks_text"],
        }


class TimesForm(StepForm):
    """When, where, how and in which languages; a mentor may add for how many."""

    step: ClassVar[Step] = Step.TIMES

    slots = forms.TypedMultipleChoiceField(
        label=_("Times that usually suit me"),
        choices=[(n, f"{Weekday(n // len(BLOCKS)).label} {BLOCKS[n % len(BLOCKS)]}") for n in SLOTS],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The more you tick, the easier it is to find somebody. One meeting a month is usual."),
    )
    modes = forms.MultipleChoiceField(
        label=_("How we can meet"), choices=Mode.choices, widget=forms.CheckboxSelectMultiple
    )
    sites = forms.ModelMultipleChoiceField(
        label=_("Where I can meet"),
        queryset=Site.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Optional. Your usual site counts in any case."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages in which I can talk well"),
        choices=WorkingLanguage.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = self.application.cohort.mentor_capacity
        if self.application.side == Side.MENTOR and most > 1:
            self.fields["capacity"] = forms.IntegerField(
                label=_("How many mentees at most"), min_value=1, max_value=most, required=False
            )

    def stored(self) -> dict[str, Any]:
        one = self.application
        values = {name: getattr(one, name) for name in ("slots", "modes", "languages", "capacity")}
        return values | {"sites": [site.pk for site in one.sites.all()]}

    def grid(self) -> list[tuple[str, list[tuple[int, str, bool]]]]:
        """Block of hours → for each weekday the slot's number, its name, and whether it is ticked."""
        ticked = {str(one) for one in (self["slots"].value() or [])}
        names = dict(self.fields["slots"].choices)
        return [
            (
                block,
                [
                    (n, str(names[n]), str(n) in ticked)
                    for n in (day * len(BLOCKS) + row for day in range(len(Weekday)))
                ],
            )
            for row, block in enumerate(BLOCKS)
        ]

    def weekdays(self) -> list[str]:
        return [str(day.label) for day in Weekday]

    def answers(self) -> dict[str, Any]:
        values = super().answers()
        if "capacity" in self.fields:
            values["capacity"] = values["capacity"] or 1
        return {**values, "slots": sorted(values["slots"])}


class ExclusionsForm(StepForm):
    """The silent list; the view brings what is stored, for only the applicant's pages may fetch it."""

    step: ClassVar[Step] = Step.EXCLUSIONS

    emails = forms.CharField(
        label=_("Work addresses, one a line"),
        required=False,
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("Nobody is looked up and nobody is told."),
    )

    def clean_emails(self) -> list[str]:
        lines = self.cleaned_data["emails"].replace(",", "\n").replace(";", "\n").split("\n")
        emails = list(dict.fromkeys(line.strip().lower() for line in lines if line.strip()))
        for email in emails:
            try:
                validate_email(email)
            except forms.ValidationError as error:
                raise forms.ValidationError(
                    _("“%(value)s” is not a mail address."), params={"value": email[:80]}
                ) from error
        if len(emails) > MOST_EXCLUSIONS:
            raise forms.ValidationError(
                ngettext_lazy("At most %(n)s address.", "At most %(n)s addresses.", "n"),
                params={"n": MOST_EXCLUSIONS},
            )
        return emails


class MotivationForm(StepForm):
    step: ClassVar[Step] = Step.MOTIVATION

    motivation = forms.CharField(
        label=_("Why I want to take part"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("Two or three sentences are enough. The programme office reads them."),
    )

    def stored(self) -> dict[str, Any]:
        return {"motivation": self.application.motivation}


STEP_FORMS: Final[dict[str, type[StepForm]]] = {
    form.step: form
    for form in (AboutForm, TopicsForm, AspectsForm, TimesForm, ExclusionsForm, MotivationForm)
}
