"""Units, sites and pay grades: three lists with the same life."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.editing import EditForm, edit_page
from augenhoehe.people import selectors, services
from augenhoehe.people.access import administrator_required
from augenhoehe.people.forms import BELOW_ITSELF, GradeForm, SiteForm, UnitForm
from augenhoehe.people.models import Grade, Site, Unit


@dataclass(frozen=True)
class Sort:
    """What belongs to one of the three lists."""

    model: Any
    form: type[EditForm]
    list: str
    template: str
    natural_key: str


SORTS = {
    "units": Sort(Unit, UnitForm, "units", "people/unit.html", "short"),
    "sites": Sort(Site, SiteForm, "sites", "people/site.html", "name"),
    "grades": Sort(Grade, GradeForm, "grades", "people/grade.html", "code"),
}


@require_safe
@administrator_required
def units(request: HttpRequest) -> HttpResponse:
    """The organisation as a tree."""
    return render(request, "people/units.html", {"units": selectors.units()})


@require_safe
@administrator_required
def sites(request: HttpRequest) -> HttpResponse:
    """Where people work."""
    return render(request, "people/sites.html", {"sites": selectors.sites()})


@require_safe
@administrator_required
def grades(request: HttpRequest) -> HttpResponse:
    """The map from pay grades to function levels."""
    return render(request, "people/grades.html", {"levels": selectors.grades_by_level()})


@require_POST
@administrator_required
def grades_default(request: HttpRequest) -> HttpResponse:
    """Add the shipped lines that are missing."""
    count = services.load_default_grades()
    messages.success(request, _("%(count)s pay grades added.") % {"count": count})
    return redirect("grades")


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_required
def place_new(request: HttpRequest, sort: str) -> HttpResponse:
    """A new unit, site or pay grade."""
    kind = SORTS[sort]
    form = kind.form(request.POST if request.method == "POST" else None, initial={"parent": request.GET.get("below")})
    form.fields["version"].required = False
    if request.method == "POST":
        if _sent_twice(kind, form):
            return redirect(kind.list)
        if form.is_valid():
            services.create_place(model=kind.model, actor=request.user, **form.changes())  # type: ignore[arg-type]
            messages.success(request, _("Added."))
            return redirect(kind.list)
    return render(request, kind.template, {"form": form, "object": None}, status=422 if form.is_bound else 200)


def _sent_twice(kind: Sort, form: EditForm) -> bool:
    """The same form a second time: what it wants is there already, word for word."""
    if not form.has_error(kind.natural_key, "unique"):
        return False
    data = {name: form.data.get(name, "").strip() for name in form.fields if name != "version"}
    stored = kind.model.objects.filter(**{kind.natural_key: data[kind.natural_key]}).first()
    return stored is not None and data == {
        name: str(value if (value := getattr(stored, f"{name}_id", getattr(stored, name))) is not None else "")
        for name in data
    }


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_required
def place(request: HttpRequest, sort: str, place_id: int) -> HttpResponse:
    """Change a unit (or move it), a site or a pay grade."""
    kind = SORTS[sort]
    stored = get_object_or_404(kind.model, pk=place_id)

    def act(form: Any) -> None:
        try:
            services.change_place(
                place=kind.model.objects.get(pk=stored.pk),
                version=form.cleaned_data["version"],
                changes=form.changes(),
                actor=request.user,  # type: ignore[arg-type]
            )
        except services.UnitCycleError:
            form.add_error("parent", BELOW_ITSELF)

    return edit_page(
        request,
        load=lambda: kind.model.objects.get(pk=stored.pk),
        make_form=lambda data, instance: kind.form(data, instance=instance),
        act=act,
        done=reverse(kind.list),
        template=kind.template,
    )


@require_POST
@administrator_required
def place_delete(request: HttpRequest, sort: str, place_id: int) -> HttpResponse:
    """Remove what nobody uses."""
    kind = SORTS[sort]
    stored = get_object_or_404(kind.model, pk=place_id)
    try:
        services.delete_place(place=stored, actor=request.user)  # type: ignore[arg-type]
    except services.InUseError:
        messages.error(request, _("Not deleted: people or units still belong to it. Move them first."))
        return redirect(request.path.removesuffix("delete/"))
    messages.success(request, _("Deleted."))
    return redirect(kind.list)
