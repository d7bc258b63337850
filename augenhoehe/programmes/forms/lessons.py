from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.editing import EditForm
from augenhoehe.programmes.enums import LessonState
from augenhoehe.programmes.models import Lesson

_HINTS = {
    "text": _("What worked, what did not. Please name no participants."),
    "decision": _("A proposal is enough; it is decided when the next cohort is planned."),
}
_TEXTS = {"text": forms.Textarea(attrs={"rows": 3}), "decision": forms.Textarea(attrs={"rows": 2})}


class NewLessonForm(forms.ModelForm):
    """Something the cohort taught."""

    draft_key = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Lesson
        fields = ("text", "decision")
        widgets = _TEXTS
        help_texts = _HINTS


class LessonForm(EditForm):
    """Word a lesson anew or decide about it."""

    class Meta:
        model = Lesson
        fields = ("text", "decision", "state", "why")
        widgets = {**_TEXTS, "state": forms.RadioSelect}
        help_texts = {**_HINTS, "why": _("Needed when you drop it, so that nobody has to ask again.")}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("state") == LessonState.DROPPED and not data.get("why"):
            self.add_error("why", _("Please say why you drop it."))
        if data.get("state") == LessonState.ADOPTED and not data.get("decision"):
            self.add_error("decision", _("Please say what the next cohort does differently."))
        return data
