"""Planning the announcement of a call."""

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.editing import EditForm
from augenhoehe.outreach.enums import WaveKind
from augenhoehe.outreach.models import Wave
from augenhoehe.outreach.selectors.waves import unit_choices

_LOCAL = "%Y-%m-%dT%H:%M"


class WaveForm(EditForm):
    """What goes out, when, and to whom: a new one carries a draft key, a stored one its version."""

    kind = forms.ChoiceField(label=_("What the mail says"), choices=WaveKind.choices, widget=forms.RadioSelect)
    due_at = forms.DateTimeField(
        label=_("Goes out on"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_LOCAL),
        input_formats=[_LOCAL, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"],
    )
    units = forms.TypedMultipleChoiceField(
        label=_("To which units"),
        coerce=int,
        choices=unit_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: the whole organisation. The topmost list of each branch is used, and only that one."),
    )
    draft_key = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Wave
        fields = ("kind", "due_at", "units", "to_people")
        help_texts = {
            "to_people": _("Your operator permits it. A distribution list is the better way where there is one."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["draft_key" if self.instance.pk else "version"]
        if not self.instance.pk:
            self.fields["draft_key"].initial = uuid4
        if not settings.ANNOUNCE_TO_PEOPLE:
            del self.fields["to_people"]

    def clean_due_at(self) -> Any:
        due_at = self.cleaned_data["due_at"]
        if due_at <= timezone.now():
            raise ValidationError(_("Please choose a time that lies ahead."))
        return due_at

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in super().changes().items() if name != "draft_key"}


class TestForm(forms.Form):
    """A test to oneself: pressed twice it is one."""

    __test__ = False
    draft_key = forms.UUIDField()
