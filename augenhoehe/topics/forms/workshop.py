import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.editing import EditForm

from ..codes import LENGTH, tidied
from ..enums import LONGEST_TEXT, MOST_VOTES, Wish
from ..models import Category, Group, Workshop
from ..selectors.board import Board

NEW_GROUP = "new"


class WorkshopForm(EditForm):
    """Title, date and votes of a workshop."""

    draft_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    held_on = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    votes_each = forms.IntegerField(
        label=_("Votes for each phone"),
        min_value=1,
        max_value=MOST_VOTES,
        initial=5,
        help_text=_("As many as a third of the groups you expect is a good number."),
    )

    class Meta:
        model = Workshop
        fields = ("title", "held_on", "votes_each")
        help_texts = {"title": _("Everybody reads it on the wall and on their phones.")}

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in super().changes().items() if name != "draft_key"}


class CodeForm(forms.Form):
    """The code of a workshop, typed."""

    code = forms.CharField(label=_("Code"), max_length=30)

    def clean_code(self) -> str:
        code = tidied(self.cleaned_data["code"])
        if len(code) != LENGTH:
            raise forms.ValidationError(_("The code has six signs. Please look at the wall once more."))
        return code


class ContributionForm(forms.Form):
    """A wish or an offer, in one's own words or picked from the pool."""

    all_optional = True  # neither words nor topic are marked as optional: one of the two is needed

    kind = forms.ChoiceField(label=_("What is it?"), choices=Wish, initial=Wish.WANT, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("In a few words"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=_("At most 120 characters. Please no names."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "send"}),
    )
    topic = forms.ChoiceField(label=_("Or choose a topic"), required=False)
    draft_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, categories: list[Category], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topics = {str(topic.pk): topic for category in categories for topic in category.topics.all()}
        topic: Any = self.fields["topic"]
        topic.choices = [
            ("", _("Please choose")),
            *((str(one), [(str(topic.pk), str(topic)) for topic in one.topics.all()]) for one in categories),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["topic"] = self.topics.get(data.get("topic") or "")
        if not data["topic"] and not (data.get("text") or "").strip() and "text" not in self.errors:
            self.add_error("text", _("Please write a few words, or choose a topic."))
        return data


class VoteForm(forms.Form):
    """Which button was pressed: `give` or `take`, with the group as its value."""

    give = forms.IntegerField(required=False)
    take = forms.IntegerField(required=False)


class ArrangeForm(forms.Form):
    """What is ticked on the board, and what becomes of it: together with `target`, hidden, or shown again.

    `here` is the button of a group: what is ticked goes there, whatever `target` says.
    """

    all_optional = True  # which of them are needed depends on the button

    do = forms.ChoiceField(choices=[(one, one) for one in ("move", "hide", "show")], required=False)
    here = forms.ChoiceField(required=False)
    group = forms.TypedMultipleChoiceField(coerce=int, required=False)
    contribution = forms.TypedMultipleChoiceField(coerce=int, required=False)
    target = forms.ChoiceField(label=_("Put what is ticked into"), required=False)
    name = forms.CharField(label=_("Name of the new group"), max_length=LONGEST_TEXT, required=False)

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = {"group": [card.pk for card in board.cards]}
        ids["contribution"] = [one.pk for card in board.cards for one in card.contributions]
        names = sorted(((card.name, str(card.pk)) for card in board.cards), key=lambda pair: pair[0].casefold())
        for field, found in ids.items():
            self._choices(field, [(pk, pk) for pk in found])
        self._choices("here", [(pk, name) for name, pk in names])
        self._choices("target", [(NEW_GROUP, _("a new group")), *((pk, name) for name, pk in names)])

    def _choices(self, name: str, choices: list[Any]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("here"):
            data |= {"do": "move", "target": data["here"]}
        if not self.errors and not data["group"] and not data["contribution"]:
            raise forms.ValidationError(_("Please tick first what it is about."))
        moves_to_new = data.get("do") not in ("hide", "show") and data.get("target") in ("", NEW_GROUP)
        if moves_to_new and not data.get("name", "").strip():
            self.add_error("name", _("Please give the new group a name."))
        return data

    @property
    def target_id(self) -> int | None:
        """The group chosen; None for a new one."""
        target = self.cleaned_data["target"]
        return None if target in ("", NEW_GROUP) else int(target)


class BoardFilterForm(forms.Form):
    """What the facilitator looks for on the board."""

    q = forms.CharField(
        label=_("Words on the board"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    @property
    def words(self) -> str:
        """Empty for all; nonsense in the address is no filter."""
        return str(self.cleaned_data.get("q", "")) if self.is_valid() else ""


class RenameForm(EditForm):
    """Another heading for a group."""

    class Meta:
        model = Group
        fields = ("name",)
