"""Public forms: the interest list, questions to the office, and comments."""

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from augenhoehe.outreach.models import Comment, Interest, Question
from augenhoehe.people.services import address_may_enter


class TrapField(forms.CharField):
    """A field that people do not see and do not reach; programs that fill in everything give themselves away."""

    def __init__(self) -> None:
        attributes = {"tabindex": "-1", "autocomplete": "off"}
        super().__init__(label=_("Please leave this empty"), required=False, widget=forms.TextInput(attrs=attributes))


class PublicForm(forms.ModelForm):
    """A form without an account: sent twice is once, and filled in by a program is never."""

    draft_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    website = TrapField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "email" in self.fields:
            self.fields["email"].widget.attrs["autocomplete"] = "email"

    @property
    def trapped(self) -> bool:
        """Whether a program filled it in: then nothing is kept, and the answer is the same."""
        return bool(self.cleaned_data.get("website"))

    def values(self) -> dict[str, Any]:
        """What was typed, without the trap."""
        return {name: value for name, value in self.cleaned_data.items() if name != "website"}

    def validate_unique(self) -> None:
        """Whether an address is known already is nobody's business: the service settles it."""

    validate_constraints = validate_unique


class InterestForm(PublicForm):
    """Whom to tell when the next call opens."""

    class Meta:
        model = Interest
        fields = ("email", "side", "language")
        widgets = {"side": forms.RadioSelect, "language": forms.RadioSelect}
        help_texts = {"email": _("We only use it to tell you when the next call opens.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("language", (get_language() or settings.LANGUAGE_CODE)[:2])


class InterestEntryForm(forms.ModelForm):
    """One's own entry on the list."""

    class Meta:
        model = Interest
        fields = ("side", "language")
        widgets = {"side": forms.RadioSelect, "language": forms.RadioSelect}


class WorkAddressForm(PublicForm):
    """A form whose answer goes to an address of the organisation."""

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        if not address_may_enter(email):
            domains = ", ".join(f"@{domain}" for domain in settings.EMAIL_DOMAINS)
            raise ValidationError(
                _("Please give your work address (%(domains)s). Others write to the programme office by mail."),
                params={"domains": domains},
            )
        return email


class QuestionForm(WorkAddressForm):
    """A question to the programme office."""

    class Meta:
        model = Question
        fields = ("text", "email", "name")
        widgets = {"text": forms.Textarea(attrs={"rows": 6}), "name": forms.TextInput(attrs={"autocomplete": "name"})}
        help_texts = {
            "email": _("We answer to this address."),
            "text": _("Only the programme office reads it."),
        }


class VisitorsCommentForm(WorkAddressForm):
    """A comment without an account, under the name its author gives."""

    name = forms.CharField(
        label=_("Your name, as shown"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )

    class Meta:
        model = Comment
        fields = ("text", "name", "email")
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "email": _("You get a link there. It is shown to nobody, and forgotten as soon as you have confirmed.")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
