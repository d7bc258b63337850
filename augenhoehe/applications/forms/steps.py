from typing import Any, ClassVar, Final

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from augenhoehe.applications.enums import BLOCKS, Aspect, Mode, Side, Step, Weekday
from augenhoehe.people.enums import CareerStage, WorkingLanguage
from augenhoehe.people.forms import OptionalNumber, UnitField, level_choices
from augenhoehe.people.models import Site

from .base import Row, StepForm, WeightField
from .need import NeedForm
from .supervisor import SupervisorForm
from .topics import TopicsForm

MOST_EXCLUSIONS: Final = 20
LONGEST_ID: Final = 18
"""Digits of an id that fits into every database."""

SLOT_CHOICES: Final = [
    (day.label, [(day.value * len(BLOCKS) + block, hours) for block, hours in enumerate(BLOCKS)]) for day in Weekday
]
HINTS: Final = {
    Aspect.NETWORKING: _("getting to know people in other departments"),
    Aspect.EXPERIENCE: _("how each of us works, and what we have learned"),
    Aspect.ADVICE: _("a question from everyday work, looked at together"),
    Aspect.FEEDBACK: _("an honest word on how something comes across"),
    Aspect.FUTURE: _("how work, leadership and one's own path will change"),
}


class AboutForm(StepForm):
    """The parts of the profile that an application needs; its version is the person's."""

    step: ClassVar[Step] = Step.ABOUT

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    unit = UnitField(label=_("Organisational unit"), empty_label=_("Please choose"))
    function_level = OptionalNumber(
        label=_("Function level"),
        choices=level_choices,
        help_text=_("Your place in the hierarchy, not your pay. Tandems bring different levels together."),
    )
    career_stage = OptionalNumber(
        label=_("Career stage"),
        choices=[("", _("I would rather not say")), *CareerStage.choices],
        required=False,
        help_text=_("Bands of years in service. We never ask for your age or your date of birth."),
    )
    site = forms.ModelChoiceField(
        label=_("Site"),
        queryset=Site.objects.all(),
        required=False,
        empty_label=_("Please choose"),
        help_text=_("Where you usually work; it helps to find a partner nearby."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.application.person.version
        if not self.fields["site"].queryset.exists():  # type: ignore[attr-defined]
            del self.fields["site"]
        if self.application.person.level_by_house:
            self.fields["function_level"].disabled = True
            self.fields["function_level"].help_text = _("Entered by your organisation from the staff list.")

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
            self.fields[f"seeks_{aspect}"] = WeightField(_("I seek it"), self.WEIGHTS, of=aspect.label)
            self.fields[f"gives_{aspect}"] = WeightField(_("I can give it"), self.WEIGHTS, of=aspect.label)
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

    def matrix(self) -> list[Row]:
        """A line an aim: what is sought, what is given."""
        return [Row(str(one.label), [self[f"seeks_{one}"], self[f"gives_{one}"]], str(HINTS[one])) for one in Aspect]

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


class SitesField(forms.ModelMultipleChoiceField):
    """Sites by their boxes. A number that fits into no column is an unknown site, not an error of the database."""

    def clean(self, value: Any) -> Any:
        for one in value or ():
            if len(str(one)) > LONGEST_ID:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": str(one)[:LONGEST_ID]},
                )
        return super().clean(value)


class TimesForm(StepForm):
    """When, where, how and in which languages; a mentor may add for how many."""

    step: ClassVar[Step] = Step.TIMES

    slots = forms.TypedMultipleChoiceField(
        label=_("Times that usually suit me"),
        choices=SLOT_CHOICES,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The more you tick, the easier it is to find somebody. One meeting a month is usual."),
    )
    modes = forms.MultipleChoiceField(
        label=_("How we can meet"), choices=Mode.choices, widget=forms.CheckboxSelectMultiple
    )
    sites = SitesField(
        label=_("Where I can meet"),
        queryset=Site.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Your usual site counts in any case."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages in which I can talk well"),
        choices=WorkingLanguage.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.fields["sites"].queryset.exists():  # type: ignore[attr-defined]
            del self.fields["sites"]
        most = self.application.cohort.mentor_capacity
        if self.application.side == Side.MENTOR and most > 1:
            self.fields["capacity"] = forms.IntegerField(
                label=_("How many mentees at most"), min_value=1, max_value=most, required=False
            )

    def stored(self) -> dict[str, Any]:
        one = self.application
        values = {name: getattr(one, name) for name in ("slots", "modes", "languages", "capacity")}
        return values | {"sites": [site.pk for site in one.sites.all()]}

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
    for form in (
        AboutForm,
        TopicsForm,
        NeedForm,
        AspectsForm,
        TimesForm,
        ExclusionsForm,
        MotivationForm,
        SupervisorForm,
    )
}
