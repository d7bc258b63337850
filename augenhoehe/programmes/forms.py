import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.editing import EditForm

from . import words
from .defaults import RULES, WEIGHTS, RuleValue
from .enums import Direction, PhaseKind, RoleKind
from .models import Cohort, MatchingRules, Programme


class DateField(forms.DateField):
    """A day, picked or typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class CohortForm(EditForm):
    """A cohort's name, length, cost in hours and time limits."""

    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"))

    class Meta:
        model = Cohort
        fields = (
            "name_de",
            "name_en",
            "starts_on",
            "ends_on",
            "mentor_hours",
            "mentee_hours",
            "meetings",
            "meeting_minutes",
            "respond_days",
            "confirm_days",
            "mentor_capacity",
            "four_eyes",
        )
        help_texts = {
            "mentor_hours": _("Working time of a mentor in the whole cohort, as the programme page states it."),
            "mentee_hours": _("Working time of a mentee in the whole cohort."),
            "mentor_capacity": _("How many mentees one mentor can have at the same time."),
            "four_eyes": _("Without a second person, whoever runs the matching publishes it alone."),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        _in_order(self, "starts_on", "ends_on", _("The last day comes before the first."))
        return data

    def clean_mentor_capacity(self) -> int:
        return _between(self.cleaned_data["mentor_capacity"], 1, 20)


def _between(value: int, low: int, high: int) -> int:
    if not low <= value <= high:
        raise ValidationError(_("Please enter a number from %(low)s to %(high)s."), params={"low": low, "high": high})
    return value


def _in_order(form: forms.BaseForm, first: str, last: str, message: Any) -> None:
    start, end = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if start and end and end < start:
        form.add_error(last, message)


class NewCohortForm(forms.Form):
    """The next cohort; everything else is taken over from the last one."""

    name_de = forms.CharField(label=_("Name (German)"), max_length=120)
    name_en = forms.CharField(label=_("Name (English)"), max_length=120)
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"))

    def clean(self) -> None:
        _in_order(self, "starts_on", "ends_on", _("The last day comes before the first."))


class ProgrammeForm(EditForm):
    """What the public page says."""

    class Meta:
        model = Programme
        fields = (
            "name_de",
            "name_en",
            "summary_de",
            "summary_en",
            "about_de",
            "about_en",
            "eligible_de",
            "eligible_en",
            "contact_email",
            "direction",
            "public",
        )
        widgets = {
            name: forms.Textarea(attrs={"rows": rows})
            for stem, rows in (("summary", 3), ("about", 10), ("eligible", 4))
            for name in (f"{stem}_de", f"{stem}_en")
        }
        help_texts = {
            "summary_de": _("Two sentences, also shown when somebody shares the link."),
            "direction": _("The default of new cohorts; each cohort's own is among its rules."),
            "public": _("Everybody in the organisation and beyond can read the programme's page."),
        }


class NewProgrammeForm(forms.Form):
    """A programme and the first person of its office."""

    name_de = forms.CharField(label=_("Name (German)"), max_length=120)
    name_en = forms.CharField(label=_("Name (English)"), max_length=120)
    direction = forms.ChoiceField(label=_("Direction"), choices=Direction.choices, widget=forms.RadioSelect)
    office = forms.EmailField(
        label=_("Work address of the first person in the office"),
        max_length=254,
        help_text=_("This person runs the programme and gives all further roles."),
    )
    slug = forms.SlugField(
        label=_("Address"),
        max_length=50,
        required=False,
        help_text=_("Last part of the page's address, e.g. reverse-mentoring. Empty: made from the name."),
    )

    def clean_slug(self) -> str:
        return self.cleaned_data["slug"] or slugify(self.cleaned_data.get("name_de", ""))[:50] or "programme"


class RoleForm(forms.Form):
    """Who works for the programme as what."""

    email = forms.EmailField(label=_("Work address"), max_length=254)
    kind = forms.ChoiceField(label=_("Role"), choices=RoleKind.choices)


class OfficeForm(forms.Form):
    """The administrator's part: somebody for the office of a programme."""

    email = forms.EmailField(label=_("Work address"), max_length=254)


class PhasesForm(forms.Form):
    """First and last day of each phase; both empty: the cohort has no such phase."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any = None, *, cohort: Cohort) -> None:
        super().__init__(data)
        self.fields["version"].initial = cohort.version
        stored = {phase.kind: phase for phase in cohort.phases.all()}
        for kind in PhaseKind:
            phase = stored.get(kind)
            for end, label in (("opens_on", _("First day")), ("closes_on", _("Last day"))):
                self.fields[f"{kind}_{end}"] = DateField(label=label, required=False, initial=getattr(phase, end, None))

    def rows(self) -> list[tuple[str, Any, Any]]:
        """Label and both fields of each phase, for the template."""
        return [(str(kind.label), self[f"{kind}_opens_on"], self[f"{kind}_closes_on"]) for kind in PhaseKind]

    def clean(self) -> None:
        for kind in PhaseKind:
            first, last = f"{kind}_opens_on", f"{kind}_closes_on"
            _in_order(self, first, last, _("The last day comes before the first."))
            for given, missing in ((first, last), (last, first)):
                if self.cleaned_data.get(given) and missing in self.cleaned_data and not self.cleaned_data[missing]:
                    self.add_error(missing, _("Please enter both days, or none."))

    def phases(self) -> dict[str, tuple[dt.date, dt.date] | None]:
        """Kind → both days, or None."""
        return {
            str(kind): (self.cleaned_data[f"{kind}_opens_on"], self.cleaned_data[f"{kind}_closes_on"])
            if self.cleaned_data[f"{kind}_opens_on"]
            else None
            for kind in PhaseKind
        }


class RulesForm(forms.Form):
    """Hard rules and weights of a cohort. Field names are the engine's."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    note = forms.CharField(
        label=_("Why do you change this?"),
        max_length=300,
        help_text=_("Everybody who may read the rules reads this too."),
    )

    def __init__(self, data: Any = None, *, stored: MatchingRules) -> None:
        super().__init__(data)
        self.fields["based_on"].initial = stored.number
        for name, default in RULES.items():
            self.fields[name] = _rule_field(name, default, stored.rules.get(name, default))
        for name in WEIGHTS:
            about = words.CRITERIA[name]
            self.fields[name] = forms.IntegerField(
                label=about.label,
                help_text=about.text,
                min_value=0,
                max_value=100,
                initial=stored.weights.get(name, 0),
            )

    def rule_fields(self) -> list[Any]:
        return [self[name] for name in RULES]

    def weight_fields(self) -> list[Any]:
        return [self[name] for name in WEIGHTS]

    def rules(self) -> dict[str, RuleValue]:
        """As the service takes them."""
        return {name: self.cleaned_data[name] for name in RULES}

    def weights(self) -> dict[str, int]:
        """As the service takes them."""
        return {name: self.cleaned_data[name] for name in WEIGHTS}

    def clean(self) -> None:
        data = self.cleaned_data
        if all(name in data for name in WEIGHTS) and sum(self.weights().values()) > 100:
            message = gettext("The weights add up to %(sum)s; at most 100 can be given.")
            self.add_error("topic_fit", message % {"sum": sum(self.weights().values())})
        low, high = data.get("level_gap_min"), data.get("level_gap_max")
        if low is not None and high is not None and high < low:
            self.add_error("level_gap_max", _("This is less than the smallest distance."))


def _rule_field(name: str, default: RuleValue, value: RuleValue) -> forms.Field:
    about = words.RULES[name]
    common: dict[str, Any] = {"label": about.label, "help_text": about.text, "initial": value}
    if name == "direction":
        return forms.ChoiceField(choices=Direction.choices, **common)
    if name == "department":
        choices = [(depth, words.depth_label(depth)) for depth in range(4)]
        return forms.TypedChoiceField(choices=choices, coerce=int, **common)
    if isinstance(default, bool):
        return forms.BooleanField(required=False, **common)
    return forms.IntegerField(min_value=0, max_value=5, required=name == "level_gap_min", **common)
