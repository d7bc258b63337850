import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.programmes.defaults import PILOT_TANDEMS
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import FALLS_AWAY, Part

from .budget import hours_suffice
from .fields import DateField, ExplainedForm, Switches, WhyField, between, in_order


class CohortForm(ExplainedForm):
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
            "places",
            "mentor_hours",
            "mentee_hours",
            "meetings",
            "meeting_minutes",
            "respond_days",
            "confirm_days",
            "mentor_capacity",
            "four_eyes",
            "selection_four_eyes",
            "texts_kept_days",
            "tandems_kept_months",
        )
        help_texts = {
            "places": _("How many tandems the cohort is planned for."),
            "mentor_hours": _("Working time of a mentor in the whole cohort, as the programme page states it."),
            "mentee_hours": _("Working time of a mentee in the whole cohort."),
            "mentor_capacity": _("How many mentees one mentor can have at the same time."),
            "four_eyes": _("Without a second person, whoever runs the matching publishes it alone."),
            "selection_four_eyes": _(
                "One person of the office proposes whom to admit or decline, another one confirms it. "
                "Nobody gets a mail before that."
            ),
            "texts_kept_days": _("What only the two may read: undertaking, reflection, keywords, messages. Up to 365."),
            "tandems_kept_months": _("The tandem itself, with its dates. Up to 36; it takes the texts along."),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        in_order(self, "starts_on", "ends_on", _("The last day comes before the first."))
        hours_suffice(self)
        return data

    def clean_mentor_capacity(self) -> int:
        return between(self.cleaned_data["mentor_capacity"], 1, 20)

    def clean_texts_kept_days(self) -> int:
        return between(self.cleaned_data["texts_kept_days"], 0, 365)

    def clean_tandems_kept_months(self) -> int:
        return between(self.cleaned_data["tandems_kept_months"], 1, 36)


class NewCohortForm(forms.Form):
    """The next cohort; everything else is taken over from the last one."""

    name_de = forms.CharField(label=_("Name (German)"), max_length=120)
    name_en = forms.CharField(label=_("Name (English)"), max_length=120)
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"))
    why = forms.CharField(
        label=_("What this cohort is about to do differently"),
        max_length=300,
        required=False,
        help_text=_("One sentence; it is kept and shown between the cohorts."),
    )
    draft_key = forms.UUIDField(widget=forms.HiddenInput)

    def clean(self) -> None:
        in_order(self, "starts_on", "ends_on", _("The last day comes before the first."))


class PilotForm(forms.Form):
    """A small pilot in five settings."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("For example: Pilot 2027"))
    starts_on = DateField(label=_("First day"), help_text=_("On this day the call opens, once you have released it."))
    places = forms.IntegerField(label=_("Tandems"), min_value=1, max_value=50, initial=PILOT_TANDEMS)
    stand_in = forms.EmailField(
        label=_("Work address of the stand-in"),
        max_length=254,
        help_text=_("May do everything you may do, and gets a mail."),
    )
    contact_email = forms.EmailField(
        label=_("Contact on the programme page"), max_length=254, help_text=_("Where questions go.")
    )
    draft_key = forms.UUIDField(widget=forms.HiddenInput)


class PartsForm(ExplainedForm):
    """What takes place in a cohort, a switch a part."""

    parts = forms.MultipleChoiceField(
        label=_("What takes place"), choices=Part.choices, required=False, widget=Switches(FALLS_AWAY)
    )

    class Meta:
        model = Cohort
        fields = ("parts",)


class PhasesForm(forms.Form):
    """First and last day of each phase; both empty: the cohort has no such phase."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any = None, *, cohort: Cohort) -> None:
        super().__init__(data)
        self.fields["version"].initial = cohort.version
        self.fields["why"] = WhyField()
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
            in_order(self, first, last, _("The last day comes before the first."))
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
