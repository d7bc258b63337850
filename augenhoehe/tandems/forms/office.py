from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.models import Application
from augenhoehe.programmes.models import Cohort

from ..enums import TandemState


class PublishForm(forms.Form):
    """The last step before a publication; warnings have to be confirmed."""

    acknowledged = forms.BooleanField(
        label=_("I have read the warnings and want to publish all the same"),
        error_messages={"required": _("Please confirm that you have read the warnings.")},
    )

    def __init__(self, *args: Any, warnings: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not warnings:
            del self.fields["acknowledged"]


class FilterForm(forms.Form):
    """What the office wants to see; nonsense in the address is no filter."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *TandemState.choices])
    meeting = forms.ChoiceField(
        label=_("Next meeting"),
        required=False,
        choices=[("", _("all")), ("planned", _("has a date")), ("none", _("has no date"))],
    )
    q = forms.CharField(label=_("Search"), required=False, max_length=100)


class PairForm(forms.Form):
    """One mentor and one mentee of this cohort."""

    mentor = forms.ModelChoiceField(queryset=Application.objects.none(), widget=forms.HiddenInput)
    mentee = forms.ModelChoiceField(queryset=Application.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for side in ("mentor", "mentee"):
            field = self.fields[side]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
            field.queryset = Application.objects.filter(cohort=cohort, side=side)


class VersionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
