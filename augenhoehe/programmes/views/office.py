"""The settings of a cohort and its programme, for the office."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from augenhoehe.common.editing import edit_page
from augenhoehe.people.services import AddressRefusedError
from augenhoehe.programmes import hours, selectors, services
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.forms import CohortForm, PartsForm, ProgrammeForm, RoleForm, WorkingTimeForm
from augenhoehe.programmes.models import Cohort, Programme, Role

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
@login_required
def settings(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Name, length, hours and time limits of a cohort."""
    cohort = managed_cohort(request.user, cohort_id)
    return edit_page(
        request,
        load=lambda: Cohort.objects.get(pk=cohort.pk),
        make_form=lambda data, instance: CohortForm(data, instance=instance),
        act=lambda form: services.change_cohort(
            cohort=Cohort.objects.get(pk=cohort.pk),
            version=form.cleaned_data["version"],
            changes=form.changes(),
            why=form.cleaned_data["why"],
            actor=request.user,  # type: ignore[arg-type]
        ),
        done=reverse("office-settings", args=[cohort.pk]),
        template="programmes/settings.html",
        context={"cohort": cohort, "over": cohort.is_over(timezone.localdate())},
    )


@require_http_methods(FORM_METHODS)
@login_required
def parts(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """What takes place in a cohort: a switch a part."""
    cohort = managed_cohort(request.user, cohort_id)
    return edit_page(
        request,
        load=lambda: Cohort.objects.get(pk=cohort.pk),
        make_form=lambda data, instance: PartsForm(data, instance=instance),
        act=lambda form: services.change_cohort(
            cohort=Cohort.objects.get(pk=cohort.pk),
            version=form.cleaned_data["version"],
            changes=form.changes(),
            why=form.cleaned_data["why"],
            actor=request.user,  # type: ignore[arg-type]
        ),
        done=reverse("office-parts", args=[cohort.pk]),
        template="programmes/settings_parts.html",
        context={"cohort": cohort},
    )


@require_http_methods(FORM_METHODS)
@login_required
def working_time(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Whose supervisors are asked, and what the hours are for."""
    cohort = managed_cohort(request.user, cohort_id)
    return edit_page(
        request,
        load=lambda: Cohort.objects.get(pk=cohort.pk),
        make_form=lambda data, instance: WorkingTimeForm(data, instance=instance),
        act=lambda form: services.change_cohort(
            cohort=Cohort.objects.get(pk=cohort.pk),
            version=form.cleaned_data["version"],
            changes=form.changes(),
            why=form.cleaned_data["why"],
            actor=request.user,  # type: ignore[arg-type]
        ),
        done=reverse("office-working-time", args=[cohort.pk]),
        template="programmes/settings_working_time.html",
        context={"cohort": cohort, "budgets": [(side, hours.budget(cohort, side)) for side in ("mentor", "mentee")]},
    )


@require_http_methods(FORM_METHODS)
@login_required
def programme(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """What the programme's public page says."""
    cohort = managed_cohort(request.user, cohort_id)
    return edit_page(
        request,
        load=lambda: Programme.objects.get(pk=cohort.programme_id),
        make_form=lambda data, instance: ProgrammeForm(data, instance=instance),
        act=lambda form: services.change_programme(
            programme=Programme.objects.get(pk=cohort.programme_id),
            version=form.cleaned_data["version"],
            changes=form.changes(),
            why=form.cleaned_data["why"],
            actor=request.user,  # type: ignore[arg-type]
        ),
        done=reverse("office-programme", args=[cohort.pk]),
        template="programmes/settings_programme.html",
        context={"cohort": cohort},
    )


@require_http_methods(FORM_METHODS)
@login_required
def roles(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Who works for the programme as what."""
    cohort = managed_cohort(request.user, cohort_id)
    form = RoleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _assign(form, cohort.programme, request.user):
        messages.success(request, _("The role is given; the person gets a mail."))
        return redirect("office-roles", cohort_id=cohort.pk)
    context = {"cohort": cohort, "form": form, "roles": selectors.roles_of(cohort.programme)}
    return render(request, "programmes/settings_roles.html", context, status=422 if form.is_bound else 200)


def _assign(form: RoleForm, programme: Programme, actor: Any) -> bool:
    try:
        services.assign_role(programme=programme, actor=actor, **form.cleaned_data)
    except AddressRefusedError:
        form.add_error("email", _("Nobody here has this address. Please check how it is written."))
    except services.ConfidantInOfficeError as error:
        form.add_error("kind", error.message())
    return not form.errors


@require_POST
@login_required
def role_withdraw(request: HttpRequest, cohort_id: int, role_id: int) -> HttpResponse:
    """Take a role back."""
    cohort = managed_cohort(request.user, cohort_id)
    role = get_object_or_404(Role, pk=role_id, programme_id=cohort.programme_id)
    try:
        services.withdraw_role(role=role, actor=request.user)  # type: ignore[arg-type]
    except services.LastOfficeError:
        messages.error(request, _("This is the last person in the office. Give the role to somebody else first."))
    else:
        messages.success(request, _("The role was taken back."))
    if Cohort.objects.managed_by(request.user).filter(pk=cohort.pk).exists():  # type: ignore[arg-type]
        return redirect("office-roles", cohort_id=cohort.pk)
    return redirect("home")
