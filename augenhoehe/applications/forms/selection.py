from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Recommendation, Side, State
from augenhoehe.applications.selectors.selection import SORTS

from .office import FilterForm

HANDED_IN = [state for state in State if state not in (State.DRAFT, State.WITHDRAWN)]


class SelectionForm(FilterForm):
    """Filters and order of the selection. It begins with the mentees about whom nothing is decided yet."""

    need = forms.ChoiceField(label=_("Need"), required=False, choices=[("", _("all")), *Recommendation.choices])
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=SORTS)

    def __init__(self, *args: Any, needs: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("all")), *((one.value, one.label) for one in HANDED_IN)]  # type: ignore[attr-defined]
        if not needs:
            del self.fields["need"]
            self.fields["sort"].choices = [one for one in SORTS if one[0] != "need"]  # type: ignore[attr-defined]

    @staticmethod
    def begin() -> dict[str, str]:
        """What is shown before anybody has chosen anything."""
        return {"side": Side.MENTEE.value, "state": State.SUBMITTED.value}
