from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Side


class StartForm(forms.Form):
    """Which role; the draft key makes the same form, sent twice, one application."""

    draft_key = forms.UUIDField(widget=forms.HiddenInput)
    side = forms.ChoiceField(
        label=_("I want to take part as"),
        choices=[
            (Side.MENTOR, _("Mentor: I show what I know, and learn how others decide")),
            (Side.MENTEE, _("Mentee: I ask and learn, and share my experience and network")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the two.")},
    )
