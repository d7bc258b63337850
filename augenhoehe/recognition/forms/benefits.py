import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.editing import MAX_VERSION, EditForm

from ..enums import SETTLED, PlaceState
from ..exchange import MOST_WISHES
from ..models import Benefit, BenefitPlace, BenefitRound, WishList
from ..rules import MOST_PLACES


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class BenefitForm(EditForm):
    """A benefit. A new one carries a draft key, a stored one its version; what people wish for keeps its places."""

    draft_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Benefit
        fields = (
            *("kind", "title_de", "title_en", "text_de", "text_en", "places", "audience"),
            *("takes_place_on", "use_until"),
        )
        widgets = {
            **{name: forms.Textarea(attrs={"rows": 3}) for name in ("text_de", "text_en")},
            **{name: _day() for name in ("takes_place_on", "use_until")},
        }
        help_texts = {
            "title_en": _("Where it is empty, the German title stands."),
            "takes_place_on": _("Where it has its fixed day."),
            "use_until": _("Three weeks before, whoever has not used their place is reminded."),
        }

    def __init__(self, *args: Any, fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"].validators += [MinValueValidator(1), MaxValueValidator(MOST_PLACES)]
        self.fields["places"].widget.attrs.update(min=1, max=MOST_PLACES)
        if self.instance.pk is None:
            self.fields["version"].required = False
            self.fields["draft_key"].required = True
            self.fields["draft_key"].initial = uuid.uuid4
        else:
            del self.fields["draft_key"]
        if fixed:
            for name in ("kind", "places", "audience"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        begins, ends = data.get("takes_place_on"), data.get("use_until")
        if begins and ends and ends < begins:
            self.add_error("use_until", _("This day is before the one on which it takes place."))
        return data

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in super().changes().items() if name != "draft_key"}


class OpenForm(forms.Form):
    """Until when people can wish."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MAX_VERSION)
    until = forms.DateField(label=_("Last day for wishes"), widget=_day())

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["until"].widget.attrs["min"] = today.isoformat()

    def clean_until(self) -> dt.date:
        day: dt.date = self.cleaned_data["until"]
        if not self.today <= day <= self.today + dt.timedelta(days=366):
            raise ValidationError(_("Please choose a day within the coming year."))
        return day


class ProposalForm(forms.Form):
    """Which proposal the office has seen."""

    basis = forms.CharField(widget=forms.HiddenInput, max_length=64)


class PlaceFilterForm(forms.Form):
    """What the office looks for; nonsense in the address is no filter."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *PlaceState.choices])
    benefit = forms.ModelChoiceField(
        label=_("Benefit"), required=False, queryset=Benefit.objects.none(), empty_label=_("all")
    )

    def __init__(self, *args: Any, round_: BenefitRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["benefit"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = round_.benefits.all()

    def filters(self) -> dict[str, Any]:
        """What was chosen, without what is empty or makes no sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class SettleForm(forms.Form):
    """What became of a place, and when."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MAX_VERSION)
    state = forms.TypedChoiceField(
        label=_("What became of it"),
        coerce=PlaceState,
        choices=[(one.value, one.label) for one in SETTLED],
        widget=forms.RadioSelect,
    )
    day = forms.DateField(label=_("On"), required=False, widget=_day(), help_text=_("Today where it is empty."))

    def __init__(self, data: Any = None, *, place: BenefitPlace, today: dt.date) -> None:
        super().__init__(data, initial={"version": place.version, "state": place.state, "day": place.settled_on})
        self.today = today

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"] or self.today
        if day > self.today:
            raise ValidationError(_("This day has not come yet."))
        return day


class WishesForm(forms.Form):
    """Up to three wishes, the dearest first."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MAX_VERSION)
    first = forms.ChoiceField(label=_("What I would like most"))
    second = forms.ChoiceField(label=_("Second wish"), required=False)
    third = forms.ChoiceField(label=_("Third wish"), required=False)

    def __init__(self, data: Any = None, *, benefits: Sequence[Benefit], said: WishList | None) -> None:
        names = ("first", "second", "third")[:MOST_WISHES]
        chosen = dict(zip(names, said.choices, strict=False)) if said else {}
        super().__init__(data, initial={"version": said.version if said else 0, **chosen})
        choices = [("", _("Please choose")), *((str(one.pk), one.title) for one in benefits)]
        for name in names:
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
            field.choices = choices if name == "first" else [("", _("no further wish")), *choices[1:]]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, before in (("second", ("first",)), ("third", ("first", "second"))):
            if data.get(name) and data[name] in {data.get(one) for one in before}:
                self.add_error(name, _("You have named this already. Please choose another, or leave it out."))
        return data

    def choices(self) -> list[int]:
        """Numbers of benefits, the dearest first; who leaves out the second wish has the third as second."""
        return [int(self.cleaned_data[name]) for name in ("first", "second", "third") if self.cleaned_data[name]]
