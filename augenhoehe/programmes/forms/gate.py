from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from augenhoehe.programmes.enums import CouncilResult, LegalBasis
from augenhoehe.programmes.models import Gate

from .fields import DateField, ExplainedForm


class GateForm(ExplainedForm):
    """What is settled before the call. Any part of it may be saved; a point that is begun is complete."""

    all_optional = True
    council_on = DateField(label=_("On"), required=False)
    privacy_on = DateField(label=_("Consulted on"), required=False)
    retention_on = DateField(label=_("Confirmed on"), required=False)

    class Meta:
        model = Gate
        fields = (
            "council_result",
            "council_on",
            "council_reason",
            "privacy_on",
            "privacy_with",
            "legal_basis",
            "legal_basis_text",
            "retention_on",
            "budget_hours",
        )
        widgets = {
            "council_reason": forms.Textarea(attrs={"rows": 2}),
            "legal_basis_text": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {
            "council_result": _("Result"),
            "council_reason": _("Remark or reason"),
            "privacy_with": _("Who was consulted"),
            "legal_basis_text": _("In your own words"),
            "budget_hours": _("Hours of working time in all"),
        }
        help_texts = {
            "council_reason": _("The staff council reads this. Needed where its involvement is not required."),
            "privacy_with": _("The function, for example: data-protection officer."),
            "legal_basis": _("For you to confirm: this software gives no legal advice."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unrecorded = self.instance.council_result == CouncilResult.UNRECORDED
        known = [choice for choice in CouncilResult.choices if unrecorded or choice[0] != CouncilResult.UNRECORDED]
        open_yet = ("", _("open"))
        self.fields["council_result"].choices = [open_yet, *known]  # type: ignore[attr-defined]
        self.fields["legal_basis"].choices = [open_yet, *LegalBasis.choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        result = data.get("council_result")
        if result in (CouncilResult.AGREED, CouncilResult.INFORMED):
            self._need("council_on", _("Please enter the day."))
        if result == CouncilResult.NOT_REQUIRED:
            self._need("council_reason", _("Please say why; the staff council reads it."))
        if data.get("privacy_on"):
            self._need("privacy_with", _("Please say who was consulted."))
        if data.get("privacy_with"):
            self._need("privacy_on", _("Please enter the day."))
        if data.get("legal_basis") == LegalBasis.OTHER:
            self._need("legal_basis_text", _("Please describe it in your own words."))
        for name in ("council_on", "privacy_on", "retention_on"):
            if data.get(name) and data[name] > timezone.localdate():
                self.add_error(name, _("This day is still to come."))
        return data

    def _need(self, name: str, message: Any) -> None:
        if name in self.cleaned_data and not self.cleaned_data[name]:
            self.add_error(name, message)


class PassGateForm(forms.Form):
    """Release the call. With open points it takes a note."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    note = forms.CharField(
        label=_("Why do you release the call with open points?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The staff council reads this note."),
    )

    def __init__(self, *args: Any, gate: Gate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = gate.version
        self.fields["note"].required = bool(gate.open_points)


class TakeBackForm(forms.Form):
    """Close a released call."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    why = forms.CharField(label=_("Why?"), max_length=300, help_text=_("The staff council reads this."))

    def __init__(self, *args: Any, gate: Gate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = gate.version
