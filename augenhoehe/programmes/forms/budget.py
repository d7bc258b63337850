from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.programmes.hours import fixed_minutes


def hours_suffice(form: forms.ModelForm) -> None:
    """The hours of each side hold its meetings and its dates: else the preparation would be less than nothing.

    What the form does not ask is taken as it is stored.
    """
    for side in ("mentor", "mentee"):
        name = f"{side}_hours"
        hours = form.cleaned_data.get(name)
        needed = -(-fixed_minutes(lambda key: int(_value(form, key)), side) // 60)
        if hours is not None and hours < needed:
            message = _("Meetings and dates together already take %(hours)s hours.") % {"hours": needed}
            form.add_error(name, message)


def _value(form: forms.ModelForm, name: str) -> int:
    typed = form.cleaned_data.get(name)
    return int(getattr(form.instance, name) if typed is None else typed)
