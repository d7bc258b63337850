"""One way to something new on the public pages: an article, a voice, a question with its answer."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from augenhoehe.outreach.forms.fields import ContentForm
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.doors import managed_cohort


def new_content(
    request: MemberRequest,
    cohort_id: int,
    *,
    form_class: type[ContentForm],
    write: Callable[..., Any],
    template: str,
    done: Callable[[Any], str],
    notice: str,
) -> HttpResponse:
    """Show and take an empty form. `write` is the service; `done(what it wrote)`: where to go afterwards."""
    cohort = managed_cohort(request.user, cohort_id)
    form = form_class(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        key, values = form.cleaned_data["draft_key"], form.changes()
        written = write(programme=cohort.programme, values=values, actor=request.user, draft_key=key)
        messages.success(request, notice)
        return redirect(done(written))
    context = {"cohort": cohort, "form": form, "object": None}
    return render(request, template, context, status=422 if form.is_bound else 200)
