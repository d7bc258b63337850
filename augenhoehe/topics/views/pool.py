"""The office cares for the topic pool. How well it is covered: see the page of the applications' room."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.editing import edit_page
from augenhoehe.programmes.doors import managed_cohort

from .. import selectors, services
from ..forms import CategoryForm, TopicForm
from ..models import Category, Topic


@require_safe
@login_required
def pool(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """All topics by category, those out of choice too."""
    cohort = managed_cohort(request.user, cohort_id)
    return render(request, "topics/pool.html", {"cohort": cohort, "categories": selectors.pool(cohort.programme)})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def topic_new(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """A new topic."""
    cohort = managed_cohort(request.user, cohort_id)
    form = TopicForm(
        request.POST if request.method == "POST" else None,
        programme=cohort.programme,
        instance=Topic(programme=cohort.programme),
        initial={"category": request.GET.get("category")},
    )
    form.fields["version"].required = False
    if request.method == "POST" and form.is_valid():
        values = form.changes()
        topic = services.create_topic(
            category=values["category"],
            name_de=values["name_de"],
            name_en=values["name_en"],
            digcomp=values["digcomp"],
            actor=request.user,  # type: ignore[arg-type]
        )
        messages.success(request, _("“%(topic)s” is in the pool.") % {"topic": topic})
        return redirect("topic-pool", cohort_id=cohort.pk)
    context = {"cohort": cohort, "form": form, "object": None}
    return render(request, "topics/topic.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def topic(request: HttpRequest, cohort_id: int, topic_id: int) -> HttpResponse:
    """Rename a topic, move it, or take it out of choice."""
    cohort = managed_cohort(request.user, cohort_id)
    stored = get_object_or_404(Topic, pk=topic_id, programme=cohort.programme)
    return edit_page(
        request,
        load=lambda: Topic.objects.get(pk=stored.pk),
        make_form=lambda data, instance: TopicForm(data, instance=instance, programme=cohort.programme),
        act=lambda form: services.change_topic(
            topic=Topic.objects.get(pk=stored.pk),
            version=form.cleaned_data["version"],
            changes=form.changes(),
            actor=request.user,  # type: ignore[arg-type]
        ),
        done=reverse("topic-pool", args=[cohort.pk]),
        template="topics/topic.html",
        context={"cohort": cohort},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def category_new(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """A new category."""
    cohort = managed_cohort(request.user, cohort_id)
    form = CategoryForm(request.POST if request.method == "POST" else None)
    form.fields["version"].required = False
    if request.method == "POST" and form.is_valid():
        services.create_category(programme=cohort.programme, actor=request.user, **form.changes())  # type: ignore[arg-type]
        messages.success(request, _("Added."))
        return redirect("topic-pool", cohort_id=cohort.pk)
    context = {"cohort": cohort, "form": form, "object": None}
    return render(request, "topics/category.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def category(request: HttpRequest, cohort_id: int, category_id: int) -> HttpResponse:
    """Rename a category."""
    cohort = managed_cohort(request.user, cohort_id)
    stored = get_object_or_404(Category, pk=category_id, programme=cohort.programme)
    return edit_page(
        request,
        load=lambda: Category.objects.get(pk=stored.pk),
        make_form=lambda data, instance: CategoryForm(data, instance=instance),
        act=lambda form: services.change_category(
            category=Category.objects.get(pk=stored.pk),
            version=form.cleaned_data["version"],
            changes=form.changes(),
            actor=request.user,  # type: ignore[arg-type]
        ),
        done=reverse("topic-pool", args=[cohort.pk]),
        template="topics/category.html",
        context={"cohort": cohort},
    )


@require_POST
@login_required
def category_delete(request: HttpRequest, cohort_id: int, category_id: int) -> HttpResponse:
    """Remove an empty category."""
    cohort = managed_cohort(request.user, cohort_id)
    stored = get_object_or_404(Category, pk=category_id, programme=cohort.programme)
    actor: Any = request.user
    try:
        services.delete_category(category=stored, actor=actor)
    except services.CategoryInUseError:
        messages.error(request, _("Not deleted: there are still topics in it. Move them first."))
    else:
        messages.success(request, _("Deleted."))
    return redirect("topic-pool", cohort_id=cohort.pk)
