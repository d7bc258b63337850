"""What the administrator does for programmes: create them and appoint their office.

It gives no role in them.
"""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.people.access import administrator_required
from augenhoehe.people.services import AddressRefusedError
from augenhoehe.programmes import selectors, services
from augenhoehe.programmes.enums import RoleKind
from augenhoehe.programmes.forms import NewProgrammeForm, OfficeForm
from augenhoehe.programmes.models import Programme


@require_safe
@administrator_required
def programmes(request: HttpRequest) -> HttpResponse:
    """All programmes and who runs them."""
    return render(request, "programmes/installation.html", {"programmes": selectors.programmes_with_office()})


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_required
def programme_new(request: HttpRequest) -> HttpResponse:
    """A new programme with the first person of its office."""
    form = NewProgrammeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        office = data.pop("office")
        known = Programme.objects.filter(slug=data["slug"]).first()
        if known and (known.name_de, known.name_en) != (data["name_de"], data["name_en"]):
            form.add_error("slug", _("Another programme has this address."))
        elif known or _found(request, form, data, office):
            messages.success(request, _("The programme is there. Its office can begin."))
            return redirect("installation-programmes")
    return render(request, "programmes/programme_new.html", {"form": form}, status=422 if form.is_bound else 200)


def _found(request: HttpRequest, form: NewProgrammeForm, data: dict[str, Any], office: str) -> bool:
    actor: Any = request.user
    try:
        with transaction.atomic():
            programme = services.create_programme(actor=actor, **data)
            services.assign_role(programme=programme, email=office, kind=RoleKind.OFFICE, actor=actor)
    except AddressRefusedError:
        form.add_error("office", _("Nobody here has this address. Please check how it is written."))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_required
def programme_office(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Appoint somebody to a programme's office."""
    programme = get_object_or_404(Programme, pk=programme_id)
    form = OfficeForm(request.POST if request.method == "POST" else None)
    actor: Any = request.user
    if request.method == "POST" and form.is_valid():
        try:
            services.assign_role(
                programme=programme, email=form.cleaned_data["email"], kind=RoleKind.OFFICE, actor=actor
            )
        except AddressRefusedError:
            form.add_error("email", _("Nobody here has this address. Please check how it is written."))
        except services.ConfidantInOfficeError as error:
            form.add_error("email", error.message())
        else:
            messages.success(request, _("Appointed; the person gets a mail."))
            return redirect("installation-programmes")
    context = {"form": form, "programme": programme}
    return render(request, "programmes/programme_office.html", context, status=422 if form.is_bound else 200)
