"""Editing one stored object by a form: errors at the fields (422), somebody else was quicker (409), a
double click.

A form here never saves; the view's `act` hands what was typed to a service.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from .changes import differing
from .models import StaleError

MAX_VERSION: Final = 2**31 - 1
"""More than any column of a version holds."""


class EditForm(forms.ModelForm):
    """Some fields of an object, with the version the reader has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MAX_VERSION)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version

    def changes(self) -> dict[str, Any]:
        """Field → typed value, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def edit_page(
    request: HttpRequest,
    *,
    load: Callable[[], models.Model],
    make_form: Callable[[Any, Any], Any],
    act: Callable[[Any], object],
    done: str,
    template: str,
    context: Mapping[str, Any] | None = None,
    notice: str = "",
) -> HttpResponse:
    """Show and take one object's form.

    load: the stored object, fresh at each call. make_form(data, instance): a bound or unbound EditForm.
    act(form): calls the service with valid data; it may add errors to the form instead, and may raise
    StaleError. done: where to go afterwards. The template gets `form`, and `conflict` (label, stored text)
    after a stale edit.
    """
    shared = {"object": load(), **(context or {})}
    if request.method != "POST":
        return render(request, template, {**shared, "form": make_form(None, load())})
    form = make_form(request.POST, load())
    if form.is_valid():
        try:
            act(form)
        except StaleError:
            fresh = load()
            if differing(fresh, form.changes()):
                return _conflict(request, form, fresh, make_form, template, shared)
        if not form.errors:
            messages.success(request, notice or _("Saved."))
            return redirect(done)
    return render(request, template, {**shared, "form": form}, status=422)


def _conflict(
    request: HttpRequest,
    form: Any,
    fresh: models.Model,
    make_form: Any,
    template: str,
    shared: dict[str, Any],
) -> HttpResponse:
    data = request.POST.copy()
    data["version"] = str(fresh.version)  # type: ignore[attr-defined]
    names = differing(fresh, form.changes())
    stored = [(form.fields[name].label, shown(form.fields[name], getattr(fresh, name))) for name in names]
    return render(request, template, {**shared, "form": make_form(data, fresh), "conflict": stored}, status=409)


def shown(field: forms.Field, value: Any) -> str:
    """A stored value as a reader sees it in this field."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(shown(field, one) for one in value)
    if isinstance(value, models.Model):
        return str(value)
    choices = {str(key): label for key, label in getattr(field, "choices", []) if not isinstance(label, list | tuple)}
    return str(choices.get(str(value), value)) if value not in (None, "") else "–"
