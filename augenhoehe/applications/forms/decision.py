from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import ADVICE, DeclineText, Outcome, State

_PLAIN = [text for text in DeclineText if text not in ADVICE]


class DecisionForm(forms.Form):
    """Admit, reserve, advise or decline, for one person or for several."""

    to = forms.ChoiceField(
        label=_("Decision"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose a decision.")},
    )
    text = forms.ChoiceField(
        label=_("What the mail says to somebody who is not admitted"),
        choices=[
            (_("Decline"), [(text.value, text.label) for text in _PLAIN]),
            (_("Advise another way"), [(text.value, text.label) for text in ADVICE]),
        ],
        initial=DeclineText.PLACES,
        required=False,
    )
    message = forms.CharField(
        label=_("Your words to the person"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("They are added to the mail and stay on the page of the application: a reason, a course, a name."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For the office only; it is not in the mail. Needed when you decline or advise."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        to, text = cleaned.get("to"), cleaned.get("text")
        if to in (Outcome.DECLINE, Outcome.ADVISE) and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Please say why, so that a colleague understands it later."))
        if to == Outcome.ADVISE and text not in ADVICE:
            self.add_error("text", _("Please choose what you advise: a course, a consultation or a later cohort."))
        return cleaned

    def answers(self) -> dict[str, Any]:
        """Arguments of `services.decide`: to advise is to decline with a better way."""
        values = self.cleaned_data
        to = State.DECLINED if values["to"] == Outcome.ADVISE else State(values["to"])
        text = DeclineText(values["text"] or DeclineText.PLACES)
        return {"to": to, "reason": values["reason"], "text": text, "message": values["message"]}

    def letter(self) -> dict[str, Any]:
        """The part of a decision that its mail shows, also while the form is not complete."""
        to, text = self["to"].value(), self["text"].value()
        known = State.DECLINED if to == Outcome.ADVISE else State(to) if to in Outcome.values else State.ADMITTED
        text = DeclineText(text) if text in DeclineText.values else DeclineText.PLACES
        return {"to": known, "text": text, "message": self["message"].value() or ""}
