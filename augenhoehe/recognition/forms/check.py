import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Side

from ..codes import LENGTH, tidied


class CodeForm(forms.Form):
    """The code on the paper, as people type it."""

    code = forms.CharField(label=_("Code"), max_length=40, help_text=_("Sixteen signs, at the end of the certificate."))

    def clean_code(self) -> str:
        code = tidied(unicodedata.normalize("NFKC", self.cleaned_data["code"]))
        if len(code) != LENGTH or not code.isascii():
            raise ValidationError(_("A code has sixteen letters and digits. Please look at the paper once more."))
        return code


class CompareForm(forms.Form):
    """What the paper says, where the register alone still knows of it."""

    name = forms.CharField(label=_("Name"), max_length=170)
    side = forms.ChoiceField(label=_("Role"), choices=Side.choices)
    begins_on = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    ends_on = forms.DateField(label=_("To"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    hours = forms.DecimalField(
        label=_("Hours"), min_value=0, max_value=9999, max_digits=6, decimal_places=1, localize=True
    )
