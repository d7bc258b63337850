import uuid
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

LONG: Final = 4_000


def _text(label: Any, rows: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONG, widget=forms.Textarea(attrs={"rows": rows}), **more)


class KeywordsForm(forms.Form):
    """What the two keep of a meeting."""

    all_optional = True  # emptying both is how something is taken away again

    keywords = _text(_("Keywords"), 5, required=False, help_text=_("What you talked about and want to find again."))
    next_step = _text(_("Next step"), 2, required=False, help_text=_("Who does what until the next meeting?"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class WordsForm(forms.Form):
    """Something new: a message, a private note, a word to the confidant."""

    text = _text(_("Your text"), 5)
    draft_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class NoteForm(forms.Form):
    """One's own note, worded anew."""

    text = _text(_("Your text"), 8)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
