"""The tandem agreement: read, compared, written anew, agreed to, printed. For the two alone."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.applications.enums import Side
from augenhoehe.common.models import StaleError
from augenhoehe.documents.pdf import Paper, pdf_response, render_pdf
from augenhoehe.tandems.doors import content_space, frame
from augenhoehe.tandems.errors import TandemError
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.views.reader import person_of

from .. import services, words
from ..forms import AgreeForm, AgreementForm
from ..models import Agreement
from ..selectors.agreements import Standing, standing_of, version_before, versions_of
from ..starters import draft_of

PER_PAGE = 10


@require_safe
@login_required
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the two are: what holds, what waits for a yes and how it differs, and the versions."""
    tandem, side = content_space(request, pk)
    return _page(request, tandem, side)


def _page(request: HttpRequest, tandem: Tandem, side: Side, *, status: int = 200) -> HttpResponse:
    standing = standing_of(tandem)
    versions = Paginator(versions_of(tandem), PER_PAGE)
    context = {**frame(tandem, side), "standing": standing, "page": versions.get_page(request.GET.get("page"))}
    if standing.latest:
        context |= _reading(standing.latest, side)
        context["my_turn"] = standing.waits_for(side)
    return render(request, "agreements/agreement.html", context, status=status)


def _reading(agreement: Agreement, side: Side) -> dict[str, Any]:
    """A version, and what it changes of what this side agreed to before."""
    before = version_before(agreement, side)
    return {
        "version": agreement,
        "sections": words.sections(agreement.terms),
        "before": before,
        "changes": words.changes(before.terms, agreement.terms) if before else [],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the agreement, or write it anew."""
    tandem, side = content_space(request, pk, writing=True)
    standing = standing_of(tandem)
    if request.method != "POST":
        return _form_page(request, tandem, side, _form(None, tandem, standing))
    form = _form(request.POST, tandem, standing)
    if not form.is_valid():
        return _form_page(request, tandem, side, form, status=422)
    try:
        services.write_agreement(
            tandem=tandem,
            actor=person_of(request),
            terms=form.terms(),
            based_on=form.cleaned_data["based_on"],
            now=timezone.now(),
        )
    except StaleError:
        return _conflict(request, tandem, side, form)
    except TandemError as error:
        form.add_error(None, error.message())
        return _form_page(request, tandem, side, form, status=409)
    messages.success(request, _("Saved. As soon as both of you have agreed to this version, it holds."))
    return redirect("agreement", pk=pk)


def _form(data: Any, tandem: Tandem, standing: Standing) -> AgreementForm:
    latest = standing.latest
    base = latest.terms if latest else draft_of(tandem, get_language() or "de", timezone.localdate())
    number = latest.number if latest else 0
    return AgreementForm(data, base=base, based_on=number, meetings=tandem.cohort.meetings)


def _conflict(request: HttpRequest, tandem: Tandem, side: Side, form: AgreementForm) -> HttpResponse:
    """The other one was quicker: what was typed stands beside what is stored, and sending it again is a new version."""
    standing = standing_of(tandem)
    data = request.POST.copy()
    data["based_on"] = str(standing.latest.number if standing.latest else 0)
    conflict = form.conflict_with(standing.latest.terms) if standing.latest else []
    return _form_page(request, tandem, side, _form(data, tandem, standing), status=409, conflict=conflict)


def _form_page(
    request: HttpRequest, tandem: Tandem, side: Side, form: AgreementForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {**frame(tandem, side), "form": form, **more}
    return render(request, "agreements/edit.html", context, status=status)


@require_POST
@login_required
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes to the version that was read."""
    tandem, side = content_space(request, pk, writing=True)
    try:
        agreement = services.agree(
            tandem=tandem, actor=person_of(request), number=AgreeForm(request.POST).number_read(), now=timezone.now()
        )
    except StaleError:
        messages.warning(request, _("There is a newer version. Please read it before you agree."))
        return _page(request, tandem, side, status=409)
    except TandemError as error:
        messages.warning(request, error.message())
        return _page(request, tandem, side, status=409)
    if agreement.holds_since:
        messages.success(request, _("You agree: this version holds."))
    return redirect("agreement", pk=pk)


@require_safe
@login_required
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version, beside the one before it."""
    tandem, side = content_space(request, pk)
    found = get_object_or_404(versions_of(tandem), number=number)
    before = versions_of(tandem).filter(number=number - 1).first()
    context = {
        **frame(tandem, side),
        "version": found,
        "sections": words.sections(found.terms),
        "before": before,
        "changes": words.changes(before.terms, found.terms) if before else [],
    }
    return render(request, "agreements/version.html", context)


@require_safe
@login_required
def pdf(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A version as accessible PDF, in the reader's language; what the two wrote stays as they wrote it."""
    tandem, _side = content_space(request, pk)
    found = versions_of(tandem).filter(number=number).first()
    if found is None:
        raise Http404
    paper = Paper(
        _("Our tandem agreement"),
        get_language() or "de",
        words.blocks(found, _facts(tandem, found)),
        preline=f"{tandem.cohort.programme.name} · {tandem.cohort.name}",
    )
    return pdf_response(render_pdf(paper, now=timezone.now()), f"tandem-agreement-{number}")


def _facts(tandem: Tandem, agreement: Agreement) -> list[tuple[str, str]]:
    since = agreement.holds_since
    return [
        (str(Side.MENTOR.label), tandem.mentor.person.get_full_name()),
        (str(Side.MENTEE.label), tandem.mentee.person.get_full_name()),
        (pgettext("agreement", "Version"), str(agreement.number)),
        (_("Holds since"), date_format(timezone.localtime(since), "DATE_FORMAT") if since else _("not agreed yet")),
    ]
