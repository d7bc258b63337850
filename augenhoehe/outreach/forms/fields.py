from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.editing import EditForm

LANGUAGES = (("de", _("German")), ("en", _("English")))


class ContentForm(EditForm):
    """What the office writes for everybody: a new one carries a draft key, a stored one its version."""

    draft_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["draft_key" if self.instance.pk else "version"]
        if not self.instance.pk:
            self.fields["draft_key"].initial = uuid4

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in super().changes().items() if name != "draft_key"}


def written_in(data: dict[str, Any], *stems: str) -> list[str]:
    """Languages in which at least one of the fields is filled."""
    return [code for code, _name in LANGUAGES if any(data.get(f"{stem}_{code}") for stem in stems)]


def whole_languages(form: forms.BaseForm, *stems: str) -> None:
    """One language is enough, but what is begun in a language is complete in it."""
    begun = written_in(form.cleaned_data, *stems)
    if not begun and not any(f"{stem}_{code}" in form.errors for stem in stems for code, _name in LANGUAGES):
        form.add_error(f"{stems[0]}_de", _("Please write it in German or in English, best in both."))
    for code in begun:
        for stem in stems:
            name = f"{stem}_{code}"
            if not form.cleaned_data.get(name) and name not in form.errors:
                form.add_error(name, _("Please fill this in too: the other half is there in this language."))
