from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import Answer


class AnswerForm(forms.Form):
    """Yes or no, by the button that was pressed."""

    answer = forms.ChoiceField(
        choices=[(Answer.YES, _("yes")), (Answer.NO, _("no"))],
        error_messages={"required": _("Please press one of the two buttons.")},
    )

    @property
    def yes(self) -> bool:
        return bool(self.cleaned_data["answer"] == Answer.YES)
