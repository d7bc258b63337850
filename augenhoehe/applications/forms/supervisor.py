from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import ApprovalState, PostponeReason, Step
from augenhoehe.applications.selectors.approval import current_of, known_superior
from augenhoehe.people.services import address_may_enter, find_person

from .base import StepForm

LONGEST_WAIT = 730
"""Days for which something can be postponed."""


def _known_address(email: str, *, not_this: str) -> str:
    """The address in small letters, if it is one of the house and not the one that cannot decide."""
    email = email.lower()
    if email == not_this.lower():
        raise forms.ValidationError(_("Somebody else has to say this. Please enter another address."))
    if not address_may_enter(email) and find_person(email) is None:
        raise forms.ValidationError(_("This address does not belong to your organisation."))
    return email


class SupervisorForm(StepForm):
    """Whom to ask whether it is working time; whoever is known to be the superior is filled in."""

    step: ClassVar[Step] = Step.SUPERVISOR

    email = forms.EmailField(
        label=_("Work address of your supervisor"),
        max_length=254,
        help_text=_("Whoever decides about your working time, usually your direct superior."),
    )

    def stored(self) -> dict[str, Any]:
        current = current_of(self.application)
        if current:
            return {"email": current.supervisor}
        return {"email": known_superior(self.application.person, timezone.localdate())}

    def clean_email(self) -> str:
        return _known_address(self.cleaned_data["email"], not_this=self.application.person.email)


class ActForm(forms.Form):
    """One thing that can be done on a page with several; `version` is the one the reader saw."""

    act: ClassVar[str] = ""
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, version: int, **kwargs: Any) -> None:
        kwargs |= {"auto_id": f"{self.act}_%s", "initial": {"version": version}}
        super().__init__(*args, **kwargs)


class AgreeForm(ActForm):
    act = "agree"


class _Postponing(ActForm):
    """From when, and which serious operational reason stands against it now."""

    until = forms.DateField(label=_("Possible from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.ChoiceField(
        label=_("Serious operational reason"), choices=[("", _("Please choose")), *PostponeReason.choices]
    )
    text = forms.CharField(
        label=_("In a few words"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        days = (until - timezone.localdate()).days
        if days < 1:
            raise forms.ValidationError(_("Please choose a day that is still to come."))
        if days > LONGEST_WAIT:
            raise forms.ValidationError(_("Please choose a day within the next two years."))
        return until


class PostponeForm(_Postponing):
    act = "postpone"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _("The applicant and the programme office read it.")


class QuestionForm(ActForm):
    act = "ask"

    question = forms.CharField(
        label=_("What do you want to know?"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Your question goes to the applicant and to the programme office. You get the answer by mail."),
    )


class DelegateForm(ActForm):
    act = "delegate"

    email = forms.EmailField(
        label=_("Work address of whoever decides"),
        max_length=254,
        help_text=_("A mail with a link of its own goes there, and your link ends."),
    )

    def __init__(self, *args: Any, not_these: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.not_these = not_these

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        for address in self.not_these:
            email = _known_address(email, not_this=address)
        return email


class AnswerQuestionForm(ActForm):
    act = "answer"

    answer = forms.CharField(
        label=_("Your answer"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The supervisor gets it by mail, with a new link and ten working days."),
    )


class OutcomeForm(_Postponing):
    """What the office heard in a talk."""

    act = "outcome"
    all_optional = True  # day and reason are not marked as optional: a later date needs them

    to = forms.ChoiceField(label=_("What came out"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("With whom you spoke, and what was said"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The applicant can read it."),
    )
    field_order = ("to", "until", "reason", "text", "note")

    def __init__(self, *args: Any, may_go_on: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (ApprovalState.AGREED, _("The supervisor agrees")),
            (ApprovalState.POSTPONED, _("The supervisor asks for a later date")),
        ]
        if may_go_on:
            choices.append((ApprovalState.WITHOUT, _("No answer; it goes on without")))
        self.fields["to"].choices = choices  # type: ignore[attr-defined]
        for name in ("until", "reason", "text"):
            self.fields[name].required = False

    def clean_until(self) -> Any:
        return super().clean_until() if self.cleaned_data.get("until") else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("to") == ApprovalState.POSTPONED:
            for name, message in (
                ("until", _("Please enter the day from which it is possible.")),
                ("reason", _("Please choose the operational reason.")),
            ):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, message)
        return data


class AskAnewForm(ActForm):
    """Somebody else, or other hours."""

    act = "anew"

    email = forms.EmailField(label=_("Work address of the supervisor"), max_length=254)
    hours = forms.IntegerField(label=_("Hours in all"), min_value=1, max_value=400)

    def __init__(self, *args: Any, not_this: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.not_this = not_this

    def clean_email(self) -> str:
        return _known_address(self.cleaned_data["email"], not_this=self.not_this)
