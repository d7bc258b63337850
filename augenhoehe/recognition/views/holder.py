"""Whoever holds a certificate: the paper, the badge, the topics it names, and whether others see it."""

from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.common.models import StaleError
from augenhoehe.documents.pdf import pdf_response
from augenhoehe.messaging.enums import Language
from augenhoehe.people.requests import MemberRequest

from ..badges import addresses, baking
from ..badges.credential import badge_of
from ..enums import BadgeForm
from ..errors import RecognitionError
from ..forms import TopicsForm
from ..models import Certificate
from ..paper import certificate_pdf
from ..selectors.holder import certificates_of
from ..selectors.keys import signing_key
from ..services import certificates as services
from .doors import own_certificate

PAGE = 12
_TYPES: Final = {BadgeForm.PNG: "image/png", BadgeForm.SVG: "image/svg+xml", BadgeForm.JWT: "application/vc+jwt"}


@require_safe
@login_required
def listing(request: MemberRequest) -> HttpResponse:
    """All of one's own."""
    page = Paginator(certificates_of(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "recognition/certificates.html", {"page": page})


@require_safe
@login_required
def show(request: MemberRequest, pk: int) -> HttpResponse:
    return _page(request, own_certificate(request.user, pk))


def _page(
    request: MemberRequest, certificate: Certificate, form: TopicsForm | None = None, *, status: int = 200
) -> HttpResponse:
    address, code = addresses.typed(certificate)
    context = {
        "certificate": certificate,
        "form": form or TopicsForm(certificate=certificate),
        "badges": signing_key() is not None,
        "address": address,
        "code": code,
        "public_address": addresses.of_badge(certificate.entry.uid),
        "changed": status == 409,
    }
    return render(request, "recognition/certificate.html", context, status=status)


@require_safe
@login_required
def pdf(request: MemberRequest, pk: int, language: str) -> HttpResponse:
    """The paper, to print and to keep."""
    certificate = own_certificate(request.user, pk)
    if language not in Language.values or not certificate.is_valid:
        raise Http404
    return pdf_response(certificate_pdf(certificate, language), f"certificate-{certificate.cohort.slug}-{language}")


@require_safe
@login_required
def badge(request: MemberRequest, pk: int, form: str) -> HttpResponse:
    """The signed badge, inside its picture or bare. Nobody but its holder gets it here."""
    certificate, key = own_certificate(request.user, pk), signing_key()
    if key is None or form not in BadgeForm.values or not certificate.is_valid:
        raise Http404
    token, kind = badge_of(certificate, key), BadgeForm(form)
    side = certificate.side
    baked = {BadgeForm.PNG: baking.png, BadgeForm.SVG: baking.svg}.get(kind)
    content = baked(token, side) if baked else token.encode()
    return HttpResponse(
        content,
        content_type=_TYPES[kind],
        headers={"Content-Disposition": f'attachment; filename="badge-{certificate.cohort.slug}-{side}.{form}"'},
    )


@require_POST
@login_required
def topics(request: MemberRequest, pk: int) -> HttpResponse:
    """Choose what the certificate names."""
    certificate = own_certificate(request.user, pk)
    form = TopicsForm(request.POST, certificate=certificate)
    if not form.is_valid():
        return _page(request, certificate, form, status=422)
    try:
        services.name_topics(certificate=certificate, actor=request.user, now=timezone.now(), **form.cleaned_data)
    except StaleError:
        again = request.POST.copy()
        again["version"] = str(certificate.version)
        return _page(request, certificate, TopicsForm(again, certificate=certificate), status=409)
    messages.success(request, _("Saved. Paper and badge name these topics from now on."))
    return redirect("certificate", pk=pk)


@require_POST
@login_required
def publish(request: MemberRequest, pk: int) -> HttpResponse:
    """Show it to everybody who has its address."""
    certificate = own_certificate(request.user, pk)
    try:
        services.publish_certificate(certificate=certificate, actor=request.user, now=timezone.now())
        messages.success(request, _("Everybody who has the address sees it now."))
    except RecognitionError as error:
        messages.warning(request, error.message())
    return redirect("certificate", pk=pk)


@require_POST
@login_required
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """No longer show it."""
    certificate = own_certificate(request.user, pk)
    services.withdraw_publication(certificate=certificate, actor=request.user, now=timezone.now())
    messages.success(request, _("It is no longer shown to anybody."))
    return redirect("certificate", pk=pk)
