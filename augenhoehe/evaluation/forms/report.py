from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.editing import EditForm

from ..models import Passage, Report


class PassageForm(EditForm):
    """The office's words in one chapter."""

    class Meta:
        model = Passage
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 14})}
        help_texts = {
            "text": _(
                "An empty line begins a new paragraph, “## ” a heading, lines that all begin with “- ” are a list."
            )
        }


class RateForm(EditForm):
    """What an hour of working time costs; empty: the report tells hours only."""

    class Meta:
        model = Report
        fields = ("rate",)
