"""The office answers questions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.editing import EditForm
from augenhoehe.outreach.enums import QuestionState
from augenhoehe.outreach.models import Question
from augenhoehe.people.models import Person


class QuestionFilterForm(forms.Form):
    """Which questions the office wants to see; what makes no sense filters nothing."""

    all_optional = True
    STATES = (("", _("all")), ("open", _("waiting for an answer")), *QuestionState.choices)
    OWNERS = (("", _("all")), ("mine", _("mine")), ("nobody", _("nobody’s")))

    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)
    owner = forms.ChoiceField(label=_("In whose hand"), required=False, choices=OWNERS)

    def filters(self, reader: Person) -> dict[str, Any]:
        """Only what was chosen, under the names that the selector has."""
        self.is_valid()
        owner = self.cleaned_data.get("owner")
        found: dict[str, Any] = {}
        if state := self.cleaned_data.get("state"):
            found["state"] = state
        if owner == "mine":
            found["owner"] = reader.pk
        elif owner == "nobody":
            found["nobody"] = True
        return found


class OwnerForm(EditForm):
    """In whose hand a question is."""

    class Meta:
        model = Question
        fields = ("owner",)
        labels = {"owner": _("In whose hand")}

    def __init__(self, *args: Any, office: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.queryset = Person.objects.filter(pk__in=[person.pk for person in office])
        owner.empty_label = _("nobody’s yet")


class AnswerForm(EditForm):
    """The answer that goes out by mail."""

    class Meta:
        model = Question
        fields = ("answer",)
        widgets = {"answer": forms.Textarea(attrs={"rows": 8})}
        help_texts = {"answer": _("It goes out as it stands here, with the question quoted below it.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = True

    def clean_answer(self) -> str:
        # Browsers end lines with CR LF; a paragraph of the mail ends at an empty line.
        return str(self.cleaned_data["answer"]).replace("\r\n", "\n")


class VersionForm(EditForm):
    """A button that changes something: it only says which version its reader has seen."""

    class Meta:
        model = Question
        fields: tuple[str, ...] = ()
