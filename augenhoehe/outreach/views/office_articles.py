"""The office's news and experience reports: write, look at, publish, withdraw."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.editing import edit_page
from augenhoehe.outreach import selectors, services
from augenhoehe.outreach.enums import TRANSITIONS, PublicState
from augenhoehe.outreach.forms import ArticleForm
from augenhoehe.outreach.models import Article
from augenhoehe.people.models import Person
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.views.office import FORM_METHODS

from .writing import new_content

PAGE = 20
NO_CONSENT = gettext_lazy("Not published: please enter since when its author agrees; the day must not lie ahead.")


def own_article(person: Person, cohort_id: int, article_id: int) -> tuple[Cohort, Article]:
    """An article of the cohort's programme; 404 for everybody but its office."""
    cohort = managed_cohort(person, cohort_id)
    return cohort, get_object_or_404(selectors.articles_with_pictures(), programme=cohort.programme, pk=article_id)


@require_safe
@login_required
def articles(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """All articles, what waits for the office first."""
    cohort = managed_cohort(request.user, cohort_id)
    state = request.GET.get("state", "")
    found = selectors.office_articles(cohort.programme, state)
    context = {
        "cohort": cohort,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "state": state if state in PublicState.values else "",
        "states": PublicState.choices,
        "waiting": selectors.waiting_for_office(cohort.programme_id),
    }
    return render(request, "outreach/office_articles.html", context)


@require_http_methods(FORM_METHODS)
@login_required
def article_new(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Write a new one; it is a draft until it is published."""
    return new_content(
        request,
        cohort_id,
        form_class=ArticleForm,
        write=services.write_article,
        template="outreach/office_article.html",
        done=lambda article: reverse("office-public-article", args=[cohort_id, article.pk]),
        notice=_("Kept as a draft. Look at it, add pictures, then publish it."),
    )


@require_http_methods(FORM_METHODS)
@login_required
def article(request: MemberRequest, cohort_id: int, article_id: int) -> HttpResponse:
    """Word it anew; its pictures, and what can become of it."""
    cohort, stored = own_article(request.user, cohort_id, article_id)

    def act(form: Any) -> None:
        try:
            services.change_article(
                article=Article.objects.get(pk=stored.pk),
                version=form.cleaned_data["version"],
                changes=form.changes(),
                actor=request.user,
            )
        except services.ConsentError:
            form.add_error("consent_on", _("It is published: without its author’s consent please withdraw it first."))

    return edit_page(
        request,
        load=lambda: selectors.articles_with_pictures().get(pk=stored.pk),
        make_form=lambda data, instance: ArticleForm(data, instance=instance),
        act=act,
        done=reverse("office-public-article", args=[cohort.pk, stored.pk]),
        template="outreach/office_article.html",
        context={
            "cohort": cohort,
            "can_publish": PublicState.PUBLISHED in TRANSITIONS[stored.state],
            "can_withdraw": PublicState.WITHDRAWN in TRANSITIONS[stored.state],
            "appears_later": stored.published_on and stored.published_on > timezone.localdate(),
        },
    )


@require_safe
@login_required
def article_preview(request: MemberRequest, cohort_id: int, article_id: int) -> HttpResponse:
    """How it will look, for the office alone."""
    cohort, stored = own_article(request.user, cohort_id, article_id)
    context = {"cohort": cohort, "article": stored, "programme": cohort.programme, "pictures": stored.pictures.all()}
    return render(request, "outreach/office_preview.html", context)


@require_POST
@login_required
def article_state(request: MemberRequest, cohort_id: int, article_id: int) -> HttpResponse:
    """Publish or withdraw."""
    cohort, stored = own_article(request.user, cohort_id, article_id)
    to = request.POST.get("to", "")
    try:
        services.set_article_state(article=stored, to=to, actor=request.user, today=timezone.localdate())
    except services.ConsentError:
        messages.error(request, NO_CONSENT)
    except services.TransitionError:
        messages.error(request, _("Nothing was changed: it stands somewhere else by now."))
    else:
        published = to == PublicState.PUBLISHED
        messages.success(request, _("Published.") if published else _("Withdrawn: nobody outside the office reads it."))
    return redirect("office-public-article", cohort_id=cohort.pk, article_id=stored.pk)


@require_POST
@login_required
def article_delete(request: MemberRequest, cohort_id: int, article_id: int) -> HttpResponse:
    """Delete a draft, or what was withdrawn."""
    cohort, stored = own_article(request.user, cohort_id, article_id)
    try:
        services.delete_article(article=stored, actor=request.user)
    except services.TransitionError:
        messages.error(request, _("Not deleted: it is published. Withdraw it first."))
        return redirect("office-public-article", cohort_id=cohort.pk, article_id=stored.pk)
    messages.success(request, _("Deleted."))
    return redirect("office-public", cohort_id=cohort.pk)
