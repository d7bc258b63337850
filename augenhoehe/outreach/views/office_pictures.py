"""Pictures of an article."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from augenhoehe.common.editing import edit_page
from augenhoehe.outreach import services
from augenhoehe.outreach.forms import AltForm, PictureForm
from augenhoehe.outreach.models import Article, Picture
from augenhoehe.outreach.pictures import MOST_BYTES, PictureError
from augenhoehe.people.models import Person
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.views.office import FORM_METHODS

from .office_articles import own_article

REFUSED = {
    "too_large": gettext_lazy("This picture is too large: 8 MB and 50 million pixels are the most."),
    "unreadable": gettext_lazy("This file is not a picture that can be read. JPEG, PNG and WebP work."),
}


@require_http_methods(FORM_METHODS)
@login_required
def picture_new(request: MemberRequest, cohort_id: int, article_id: int) -> HttpResponse:
    """Add a picture, and say what it shows."""
    cohort, stored = own_article(request.user, cohort_id, article_id)
    posted = request.method == "POST"
    form = PictureForm(request.POST if posted else None, request.FILES if posted else None, article=stored)
    if posted and form.is_valid() and _add(form, stored, request.user):
        messages.success(request, _("The picture is added."))
        return redirect("office-public-article", cohort_id=cohort.pk, article_id=stored.pk)
    context = {"cohort": cohort, "article": stored, "form": form}
    return render(request, "outreach/office_picture.html", context, status=422 if form.is_bound else 200)


def _add(form: PictureForm, article: Article, actor: Person) -> bool:
    file: UploadedFile = form.cleaned_data["file"]
    words = {name: form.cleaned_data.get(name, "") for name in ("alt_de", "alt_en")}
    try:
        if (file.size or 0) > MOST_BYTES:
            raise PictureError("too_large")
        services.add_picture(article=article, data=file.read(), actor=actor, **words)
    except PictureError as error:
        form.add_error("file", REFUSED[error.code])
    except services.TooManyError:
        form.add_error("file", _("There are six pictures already. Delete one first."))
    return not form.errors


def _own_picture(request: MemberRequest, cohort_id: int, article_id: int, picture_id: int) -> Picture:
    _cohort, stored = own_article(request.user, cohort_id, article_id)
    pictures = Picture.objects.without_data().select_related("article")
    return get_object_or_404(pictures, article=stored, pk=picture_id)


@require_http_methods(FORM_METHODS)
@login_required
def picture(request: MemberRequest, cohort_id: int, article_id: int, picture_id: int) -> HttpResponse:
    """Say anew what a picture shows."""
    cohort, stored = own_article(request.user, cohort_id, article_id)
    found = _own_picture(request, cohort_id, article_id, picture_id)

    def load() -> Picture:
        return Picture.objects.without_data().select_related("article").get(pk=found.pk)

    return edit_page(
        request,
        load=load,
        make_form=lambda data, instance: AltForm(data, instance=instance),
        act=lambda form: services.describe_picture(
            picture=load(), version=form.cleaned_data["version"], changes=form.changes(), actor=request.user
        ),
        done=reverse("office-public-article", args=[cohort.pk, stored.pk]),
        template="outreach/office_picture.html",
        context={"cohort": cohort, "article": stored},
    )


@require_POST
@login_required
def picture_delete(request: MemberRequest, cohort_id: int, article_id: int, picture_id: int) -> HttpResponse:
    """Remove a picture for good."""
    found = _own_picture(request, cohort_id, article_id, picture_id)
    services.delete_picture(picture=found, actor=request.user)
    messages.success(request, _("Deleted."))
    return redirect("office-public-article", cohort_id=cohort_id, article_id=article_id)
