from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from augenhoehe.common.editing import edit_page
from augenhoehe.people import selectors, services
from augenhoehe.people.forms import ProfileForm, RelationForm
from augenhoehe.people.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """What I say about myself."""
    person: Any = request.user
    after = _safe(request, request.POST.get("next") or request.GET.get("next", ""))
    return edit_page(
        request,
        load=lambda: Person.objects.get(pk=person.pk),
        make_form=lambda data, instance: ProfileForm(data, instance=instance),
        act=lambda form: services.change_profile(
            person=Person.objects.get(pk=person.pk),
            version=form.cleaned_data["version"],
            changes=form.changes(),
        ),
        done=after or reverse("profile"),
        template="people/profile.html",
        context={"next": after, "missing": selectors.missing_in_profile(person)},
    )


def _safe(request: HttpRequest, url: str) -> str:
    own = {request.get_host()}
    return url if url_has_allowed_host_and_scheme(url, own, require_https=request.is_secure()) else ""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def relations(request: HttpRequest) -> HttpResponse:
    """Whom I must not be paired with, and a form to add somebody."""
    person: Any = request.user
    form = RelationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _declare(person, form)
        if not form.errors:
            messages.success(request, _("Noted. Only you and the matching know it."))
            return redirect("relations")
    context = {
        "form": form,
        "declared": selectors.declared_by(person),
        "imported": selectors.imported_about(person),
    }
    return render(request, "people/relations.html", context, status=422 if form.is_bound else 200)


def _declare(person: Person, form: RelationForm) -> None:
    try:
        services.declare_relation(person=person, **form.cleaned_data)
    except services.AddressRefusedError:
        form.add_error("email", _("Nobody here has this address. Please check how it is written."))
    except services.OwnAddressError:
        form.add_error("email", _("This is your own address."))


@require_POST
@login_required
def relation_delete(request: HttpRequest, key: str) -> HttpResponse:
    """Take back what I declared."""
    person: Any = request.user
    declared = next((one for one in selectors.declared_by(person) if one.key == key), None)
    if declared is None:
        raise Http404
    services.take_back_relation(person=person, row=declared.row)
    messages.success(request, _("Deleted."))
    return redirect("relations")
