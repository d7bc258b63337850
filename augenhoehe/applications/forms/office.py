from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import ApprovalState, Side, State
from augenhoehe.applications.selectors.approval import MISSING
from augenhoehe.people.services import address_may_enter, find_person


class FilterForm(forms.Form):
    """Filters of the office's list; whatever is not understood filters nothing."""

    side = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("all")), *Side.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *State.choices])
    department = forms.TypedChoiceField(label=_("Department"), required=False, coerce=int, empty_value=None)
    topic = forms.TypedChoiceField(label=_("Topic"), required=False, coerce=int, empty_value=None)
    approval = forms.ChoiceField(
        label=_("Working time"),
        required=False,
        choices=[
            ("", _("all")),
            (MISSING, _("nobody named")),
            *(choice for choice in ApprovalState.choices if choice[0] != ApprovalState.WITHDRAWN),
        ],
    )
    text = forms.CharField(
        label=_("Name or address"), required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )

    def __init__(
        self,
        *args: Any,
        departments: list[tuple[int, str]],
        topics: list[tuple[int, str]],
        approvals: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not approvals:
            del self.fields["approval"]
        self.fields["department"].choices = [("", _("all")), *departments]  # type: ignore[attr-defined]
        self.fields["topic"].choices = [("", _("all")), *topics]  # type: ignore[attr-defined]

    def filters(self) -> dict[str, Any]:
        """The understood filters; call it after is_valid()."""
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class ReturnForm(forms.Form):
    """Give an application back with a word to the person."""

    message = forms.CharField(
        label=_("What you ask the person for"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("It goes into the mail, word for word."),
    )


class InviteForm(forms.Form):
    """Somebody who comes late."""

    email = forms.EmailField(label=_("Work address"))
    first_name = forms.CharField(label=_("First name"), max_length=80, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=80, required=False)
    side = forms.ChoiceField(label=_("Role"), choices=Side.choices, widget=forms.RadioSelect)

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if not address_may_enter(email) and find_person(email) is None:
            raise forms.ValidationError(_("This address does not belong to your organisation."))
        return email
