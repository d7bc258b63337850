from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Side
from augenhoehe.common.editing import MAX_VERSION, EditForm

from ..enums import Standing
from ..models import CertificateRule

MOST_MEETINGS = 60


class RuleForm(EditForm):
    """When somebody gets a certificate, and who stands for it."""

    class Meta:
        model = CertificateRule
        fields = ("meetings", "closing", "mentors", "mentees", "signatory", "signatory_role")
        help_texts = {
            "closing": _("Without it, tandems that are still running count too."),
            "signatory": _("Stands on the certificate, e.g. the name of the mayor or of the head of personnel."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meetings"].validators += [MinValueValidator(0), MaxValueValidator(MOST_MEETINGS)]
        self.fields["meetings"].widget.attrs.update(min=0, max=MOST_MEETINGS)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("mentors") and not data.get("mentees"):
            self.add_error("mentors", _("Choose at least one side."))
        return data


class FilterForm(forms.Form):
    """What the office looks for; nonsense in the address is no filter."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    standing = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *Standing.choices])
    side = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("all")), *Side.choices])

    def filters(self) -> dict[str, Any]:
        """What was chosen, without what is empty or makes no sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class InclusionForm(forms.Form):
    """Why the office includes somebody; the office reads it, and the person in the export of their data."""

    note = forms.CharField(
        label=_("Why"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One sentence is enough. The person can read it in the export of their data."),
    )


class IssueForm(forms.Form):
    """For whom the preview was."""

    basis = forms.CharField(widget=forms.HiddenInput, max_length=64)


class RevokeForm(forms.Form):
    """Why a certificate no longer counts; its holder reads it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MAX_VERSION)
    reason = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "The holder gets these words by mail. Whoever checks the certificate reads only that it was revoked."
        ),
    )


class ReissueForm(forms.Form):
    """The name as it stands on the new certificate."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MAX_VERSION)
    name = forms.CharField(label=_("Name on the certificate"), max_length=170)
