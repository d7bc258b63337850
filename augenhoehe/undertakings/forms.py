from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.editing import MAX_VERSION, EditForm
from augenhoehe.common.fields import ManyOf
from augenhoehe.people.models import Unit
from augenhoehe.programmes.forms.fields import DateField
from augenhoehe.programmes.models import Programme
from augenhoehe.tandems.models import Tandem
from augenhoehe.topics.models import Topic

from .enums import ReadBy, ResultKind
from .models import Publication, Reflection, Step, Undertaking
from .selectors.library import departments, departments_in_library, topics_in_library
from .selectors.space import topics_of


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class FirstOrNextForm(EditForm):
    """Something of which a tandem has one: version 0 begins it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MAX_VERSION)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.fields["version"].initial = 0


class UndertakingForm(FirstOrNextForm):
    """What the two want, with whom, what came of it, and how it goes on."""

    class Meta:
        model = Undertaking
        fields = ("title", "goal", "people", "result", "handover")
        widgets = {"goal": _lines(4), "people": _lines(3), "result": _lines(5), "handover": _lines(3)}
        help_texts = {
            "title": _("For example: a social-media plan for our department."),
            "goal": _("How would you both notice that it has worked?"),
            "people": _("Colleagues who join in, or whom it concerns. Please ask them before you write down a name."),
            "result": _("What is there now, what you have learned, and what you would do differently."),
            "handover": _("Who carries it on, where everything lies, and what is still open."),
        }


class StepForm(EditForm):
    """What, who, by when. A new one carries a draft key, a stored one its version."""

    due_on = DateField(label=_("By when"), required=False)
    draft_key = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Step
        fields = ("text", "doer", "due_on")
        widgets = {"doer": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["draft_key" if self.instance.pk else "version"]
        if not self.instance.pk:
            self.fields["draft_key"].initial = uuid4

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in super().changes().items() if name != "draft_key"}


class PublicationForm(FirstOrNextForm):
    """The text for the library."""

    topics = ManyOf(
        label=_("Topics"),
        queryset=Topic.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("By these others find it."),
    )
    department: Any = forms.ModelChoiceField(
        label=_("Department"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("for all departments"),
        help_text=_("For which it was made."),
    )
    named = forms.BooleanField(label=_("Both of our names may stand below it"), required=False)

    class Meta:
        model = Publication
        fields = ("language", "title", "teaser", "text", "kind", "topics", "department")
        widgets = {"language": forms.RadioSelect, "kind": forms.RadioSelect, "teaser": _lines(2), "text": _lines(14)}
        help_texts = {
            "teaser": _("Shown in the list: what is it, and whom does it help?"),
            "text": _("What you wanted, what you did, what came of it, and what you would do differently."),
        }

    def __init__(self, *args: Any, tandem: Tandem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics, units = self.fields["topics"], self.fields["department"]
        assert isinstance(topics, ManyOf)  # noqa: S101 - for the type checker
        assert isinstance(units, forms.ModelChoiceField)  # noqa: S101
        topics.queryset = topics_of(tandem)
        units.queryset = departments()
        self.fields["kind"].choices = ResultKind.choices  # type: ignore[attr-defined]
        self.fields["named"].initial = bool(self.instance.byline)

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in super().changes().items() if name not in ("topics", "named")}


class ReflectionForm(FirstOrNextForm):
    """Looking back: for oneself, unless one lets the partner read it."""

    learned = forms.CharField(
        label=_("What I take with me"),
        max_length=4000,
        required=False,
        widget=_lines(6),
        help_text=_("What surprised you? What would you tell somebody who is about to begin?"),
    )
    practice = forms.CharField(
        label=_("One thing that I do differently now"),
        max_length=1000,
        required=False,
        widget=_lines(3),
        help_text=_("A habit, a meeting, a tool: something small counts, as long as it has stayed."),
    )

    class Meta:
        model = Reflection
        fields = ("learned_read_by", "practice_read_by")
        widgets = {"learned_read_by": forms.RadioSelect, "practice_read_by": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("learned", "practice"):
            self.fields[name].initial = getattr(self.instance, name)
        for name in ("learned_read_by", "practice_read_by"):
            self.fields[name].choices = ReadBy.choices  # type: ignore[attr-defined]


class InTouchForm(forms.Form):
    """Yes, or no longer, by the button that was pressed."""

    wants = forms.ChoiceField(choices=[("yes", _("yes")), ("no", _("no"))])


class ConsentForm(forms.Form):
    """A yes to the text with this version."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class LibraryFilterForm(forms.Form):
    """What somebody looks for; nonsense in the address is no filter."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    topic = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.none(), required=False, empty_label=_("all")
    )
    department: Any = forms.ModelChoiceField(
        label=_("Department"), queryset=Unit.objects.none(), required=False, empty_label=_("all")
    )
    kind = forms.ChoiceField(label=_("Kind of result"), required=False, choices=[("", _("all")), *ResultKind.choices])

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (
            ("topic", topics_in_library(programme)),
            ("department", departments_in_library(programme)),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
            field.queryset = rows

    def filters(self) -> dict[str, Any]:
        """What was chosen, without what is empty or makes no sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class TakeDownForm(forms.Form):
    """Why the office takes a publication off the page; both authors read it."""

    message = forms.CharField(
        label=_("What the two read"),
        max_length=1000,
        widget=_lines(4),
        help_text=_("Say what has to change, so that they can publish it again."),
    )
