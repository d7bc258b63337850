from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Statement, Step, Tried
from augenhoehe.applications.models import NeedCheck

from .base import StepForm


class NeedForm(StepForm):
    """What a mentee says beside the topics: the time, the attitude, and what was tried before."""

    step: ClassVar[Step] = Step.NEED

    time_confirmed = forms.ChoiceField(
        choices=[("yes", _("Yes, it is settled and I keep the time free")), ("no", _("Not yet"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the two; you can change it later.")},
    )
    statements = forms.MultipleChoiceField(
        label=_("What is true for me"),
        choices=Statement.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick what fits. It is no test: nothing is counted, and nothing is held against you."),
    )
    tried = forms.MultipleChoiceField(
        label=_("What I have tried so far"),
        choices=Tried.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    tried_text = forms.CharField(
        label=_("What it brought, and what was missing"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = gettext("%(hours)s hours of working time in the whole cohort: is it settled?")
        self.fields["time_confirmed"].label = label % {"hours": self.application.cohort.mentee_hours}

    def stored(self) -> dict[str, Any]:
        check = NeedCheck.objects.filter(application=self.application).first()
        if check is None or check.done_at is None:
            return {}
        values = {name: getattr(check, name) for name in ("statements", "tried", "tried_text")}
        return values | {"time_confirmed": "yes" if check.time_confirmed else "no"}

    def answers(self) -> dict[str, Any]:
        values = super().answers()
        return values | {"time_confirmed": values["time_confirmed"] == "yes"}
