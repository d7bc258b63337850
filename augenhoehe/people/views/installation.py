from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.common.editing import edit_page
from augenhoehe.people import selectors, services
from augenhoehe.people.access import administrator_required
from augenhoehe.people.forms import NewPersonForm, PeopleFilterForm, PersonForm
from augenhoehe.people.models import Person

PER_PAGE = 50


@require_safe
@administrator_required
def installation(request: HttpRequest) -> HttpResponse:
    """What runs here, in numbers that lead to their lists."""
    return render(request, "people/installation.html", {"numbers": selectors.installation_numbers()})


@require_safe
@administrator_required
def people(request: HttpRequest) -> HttpResponse:
    """Everybody known here."""
    form = PeopleFilterForm(request.GET)
    found = selectors.people(**form.cleaned_data) if form.is_valid() else selectors.people()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/people.html", {"form": form, "page": page, "filtered": any(request.GET.values())})


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_required
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person: unit, function level, right to sign in."""
    stored = get_object_or_404(Person, pk=person_id, unconfirmed=False)

    def act(form: Any) -> None:
        try:
            services.change_person(
                person=Person.objects.get(pk=stored.pk),
                version=form.cleaned_data["version"],
                changes=form.changes(),
                actor=request.user,  # type: ignore[arg-type]
            )
        except services.OwnAccountError:
            form.add_error(
                None, _("You cannot disable yourself or take your own right away. Another administrator can.")
            )

    return edit_page(
        request,
        load=lambda: Person.objects.get(pk=stored.pk),
        make_form=lambda data, instance: PersonForm(data, instance=instance),
        act=act,
        done=reverse("people"),
        template="people/person.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_required
def person_new(request: HttpRequest) -> HttpResponse:
    """Add somebody by hand."""
    form = NewPersonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        added = services.add_person(actor=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        messages.success(request, _("%(name)s is here.") % {"name": added})
        return redirect("person", person_id=added.pk)
    return render(request, "people/person_new.html", {"form": form}, status=422 if form.is_bound else 200)
