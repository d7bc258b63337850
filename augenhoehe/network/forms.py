from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.editing import MAX_VERSION, EditForm
from augenhoehe.common.fields import ManyOf
from augenhoehe.people.models import Unit
from augenhoehe.programmes.models import Programme
from augenhoehe.topics.models import Topic

from .models import AlumniEntry
from .selectors.directory import departments_in_directory, topics_in_directory


class EntryForm(EditForm):
    """What somebody shows of themselves; version 0 enters."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MAX_VERSION)
    topics = ManyOf(
        label=_("What I can be asked about"),
        queryset=Topic.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("By these others find you."),
    )
    field_order = ("show_unit", "show_address", "line", "topics")

    class Meta:
        model = AlumniEntry
        fields = ("show_unit", "show_address", "line", "topics")
        help_texts = {
            "show_address": _("So that others can write to you."),
            "line": _("What would you like to be approached about? One sentence."),
        }

    def __init__(self, *args: Any, programme: Programme, suggested: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = self.fields["topics"]
        assert isinstance(topics, ManyOf)  # noqa: S101 - for the type checker
        topics.queryset = Topic.objects.filter(programme=programme).select_related("category")
        if self.instance.pk is None:
            self.fields["version"].initial = 0
            topics.initial = suggested

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in super().changes().items() if name != "topics"}


class DirectoryFilterForm(forms.Form):
    """What narrows the directory; whatever makes no sense is ignored."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    topic: Any = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.none(), required=False, empty_label=_("any")
    )
    department: Any = forms.ModelChoiceField(
        label=_("Department"), queryset=Unit.objects.none(), required=False, empty_label=_("any")
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (
            ("topic", topics_in_directory(programme)),
            ("department", departments_in_directory(programme)),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
            field.queryset = rows

    def filters(self) -> dict[str, Any]:
        """What was chosen, without what is empty or makes no sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
