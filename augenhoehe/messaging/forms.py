import re
from collections.abc import Container, Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .enums import Language, MailState
from .registry import TextKind
from .selectors import TextInForce
from .services import Text
from .wording import shipped

_BRACES = re.compile(r"\{([^{}\n]*)\}")
_LABELS = {
    Language.GERMAN: (_("Subject (German)"), _("Text (German)")),
    Language.ENGLISH: (_("Subject (English)"), _("Text (English)")),
}


def placeholder_problems(text: str, known: Container[str]) -> Iterator[Any]:
    """What is wrong with the placeholders of a text, in words for its field."""
    unknown = sorted({name for name in _BRACES.findall(text) if name not in known})
    if unknown:
        names = ", ".join(f"{{{name}}}" for name in unknown)
        message = ngettext(
            "%(names)s is no placeholder of this text. The list below shows those that are.",
            "%(names)s are no placeholders of this text. The list below shows those that are.",
            len(unknown),
        )
        yield message % {"names": names}
    if set(_BRACES.sub("", text)) & {"{", "}"}:
        yield _("A curly bracket stands alone: a placeholder needs one on either side.")


class MailFilterForm(forms.Form):
    """Which mails the office wants to see; what makes no sense filters nothing."""

    all_optional = True

    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *MailState.choices])
    kind = forms.ChoiceField(label=_("Mail"), required=False)
    recipient = forms.CharField(label=_("Address contains"), required=False, max_length=100)

    def __init__(self, *args: Any, kinds: list[TextKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("all")), *((kind.key, kind.title) for kind in kinds)]  # type: ignore[attr-defined]

    def filters(self) -> dict[str, str]:
        """Only what was chosen, under the names that the selector has."""
        self.is_valid()
        names = {"state": "state", "kind": "key", "recipient": "recipient"}
        return {names[name]: value.strip() for name, value in self.cleaned_data.items() if value.strip()}


class MailboxForm(forms.Form):
    """Whose mails the demo's mailbox shows."""

    all_optional = True

    recipient = forms.ChoiceField(label=_("Mails to"), required=False)

    def __init__(self, *args: Any, recipients: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.data.get("recipient", "")
        known = [*recipients, *([asked] if asked and asked not in recipients else [])]
        self.fields["recipient"].choices = [("", _("everybody")), *((one, one) for one in known)]  # type: ignore[attr-defined]

    def chosen(self) -> str:
        """The address that was chosen, or an empty text."""
        self.is_valid()
        return str(self.cleaned_data.get("recipient", ""))


class TextForm(forms.Form):
    """Subject and text of one kind in both languages, with the versions the reader has seen."""

    def __init__(self, *args: Any, kind: TextKind, stored: Mapping[str, TextInForce], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for language in Language:
            subject, body = _LABELS[language]
            text = stored[language.value]
            attributes = {"lang": language.value}
            self.fields[f"subject_{language.value}"] = forms.CharField(
                label=subject,
                max_length=200,
                initial=text.subject,
                widget=forms.TextInput(attrs=attributes),
            )
            self.fields[f"body_{language.value}"] = forms.CharField(
                label=body,
                max_length=20_000,
                initial=text.body,
                widget=forms.Textarea(attrs={**attributes, "rows": 18}),
            )
            self.fields[f"version_{language.value}"] = forms.IntegerField(
                label=_("Version"), min_value=0, initial=text.version, widget=forms.HiddenInput
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for language in Language.values:
            for name in (f"subject_{language}", f"body_{language}"):
                # Browsers end lines with CR LF; a paragraph ends at an empty line.
                text = data.get(name, "").replace("\r\n", "\n").replace("\r", "\n")
                if text:
                    data[name] = text
                    for problem in placeholder_problems(text, self.kind.placeholders):
                        self.add_error(name, problem)
            if f"body_{language}" in data and f"body_{language}" not in self.errors:
                self._ask_for_the_link(language, data[f"body_{language}"])
        return data

    def _ask_for_the_link(self, language: str, body: str) -> None:
        """A mail that brings a code or a one-time link is of no use without it."""
        if not self.kind.secret:
            return
        for name in ("code", "link"):
            written = f"{{{name}}}"
            if written in shipped(self.kind, language)[1] and written not in body:
                self.add_error(
                    f"body_{language}",
                    _("Please keep %(name)s: this mail is of no use without it.") % {"name": written},
                )

    def texts(self) -> dict[str, Text]:
        """Language → what was typed, with the version it started from."""
        data = self.cleaned_data
        return {
            language: Text(data[f"subject_{language}"], data[f"body_{language}"], data[f"version_{language}"])
            for language in Language.values
        }

    @property
    def languages(self) -> list[tuple[Any, str, BoundField, BoundField]]:
        """Name and code of each language, with its two fields."""
        return [
            (language.label, language.value, self[f"subject_{language.value}"], self[f"body_{language.value}"])
            for language in Language
        ]


class RestoreForm(forms.Form):
    """The versions that somebody saw who wants the shipped text back."""

    version_de = forms.IntegerField(min_value=0)
    version_en = forms.IntegerField(min_value=0)

    def versions(self) -> dict[str, int]:
        """Language → version; -1, which no text has, where none was sent."""
        self.is_valid()
        return {language: self.cleaned_data.get(f"version_{language}", -1) for language in Language.values}
