from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.programmes.models import Cohort

from .budget import hours_suffice
from .fields import ExplainedForm


class WorkingTimeForm(ExplainedForm):
    """Whose supervisors are asked, and what the hours of each side are for."""

    class Meta:
        model = Cohort
        fields = (
            "approval_asks",
            "approval_needed",
            "mentor_hours",
            "mentor_kick_off",
            "mentor_training",
            "mentor_supervision",
            "mentor_closing",
            "mentee_hours",
            "mentee_kick_off",
            "mentee_closing",
        )
        widgets = {"approval_asks": forms.RadioSelect}
        help_texts = {
            "approval_asks": _("Whether anybody is asked at all is a switch under “Parts”."),
            "approval_needed": _(
                "Off: you are warned, and decide. On: nobody whose supervisor has not agreed can be admitted."
            ),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        hours_suffice(self)
        return data
