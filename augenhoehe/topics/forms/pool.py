from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.editing import EditForm
from augenhoehe.programmes.models import Programme

from ..digcomp import AREAS
from ..models import Category, Topic

DIGCOMP = (("", _("none")), *AREAS.items())


class TopicForm(EditForm):
    """A topic of a programme's pool."""

    digcomp = forms.TypedChoiceField(
        label=_("DigComp area"),
        choices=DIGCOMP,
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("The European framework of digital competences; empty where it does not fit."),
    )

    class Meta:
        model = Topic
        fields = ("name_de", "name_en", "category", "digcomp", "active")
        help_texts = {
            "active": _("Without this nobody can choose it any more; answers already given stay and count."),
        }

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        category: Any = self.fields["category"]
        category.queryset = programme.topic_categories.all()
        category.empty_label = _("Please choose")
        if self.instance.pk is None:
            del self.fields["active"]


class CategoryForm(EditForm):
    """A group of topics."""

    class Meta:
        model = Category
        fields = ("name_de", "name_en")
