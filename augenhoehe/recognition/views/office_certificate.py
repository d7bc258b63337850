"""One certificate, as the office sees it: whether it counts, and what to do about a mistake."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.common.models import StaleError
from augenhoehe.people.requests import MemberRequest

from ..errors import RecognitionError
from ..forms import ReissueForm, RevokeForm
from ..models import Certificate
from ..services import certificates as services
from .doors import managed_certificate


@require_safe
@login_required
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """What was issued to whom, and whether it counts."""
    return _page(request, managed_certificate(request.user, pk))


def _page(
    request: MemberRequest,
    certificate: Certificate,
    *,
    revoke: RevokeForm | None = None,
    reissue: ReissueForm | None = None,
    status: int = 200,
    changed: bool = False,
) -> HttpResponse:
    now = {"version": certificate.version}
    context = {
        "certificate": certificate,
        "cohort": certificate.cohort,
        "revoke": revoke or RevokeForm(initial=now),
        "reissue": reissue or ReissueForm(initial={**now, "name": certificate.person.get_full_name()}),
        "opened": "revoke" if revoke else "reissue" if reissue else "",
        "changed": changed,
    }
    return render(request, "recognition/office_certificate.html", context, status=status)


@require_POST
@login_required
def revoke(request: MemberRequest, pk: int) -> HttpResponse:
    """It no longer counts; the holder reads why."""
    certificate = managed_certificate(request.user, pk)
    form = RevokeForm(request.POST)
    if not form.is_valid():
        return _page(request, certificate, revoke=form, status=422)
    try:
        services.revoke_certificate(
            certificate=certificate, actor=request.user, now=timezone.now(), **form.cleaned_data
        )
    except (RecognitionError, StaleError):
        return _page(
            request, certificate, revoke=RevokeForm(_with_version(request.POST, certificate)), status=409, changed=True
        )
    messages.success(request, _("Revoked. The holder gets your words by mail."))
    return redirect("office-certificate", pk=pk)


def _with_version(data: QueryDict, certificate: Certificate) -> QueryDict:
    """The same words with the present version, to be sent again after a look at what has changed."""
    again = data.copy()
    again["version"] = str(certificate.version)
    return again


@require_POST
@login_required
def reissue(request: MemberRequest, pk: int) -> HttpResponse:
    """A new certificate with the right name in place of this one."""
    certificate = managed_certificate(request.user, pk)
    form = ReissueForm(request.POST)
    if not form.is_valid():
        return _page(request, certificate, reissue=form, status=422)
    try:
        made = services.reissue_certificate(
            certificate=certificate, actor=request.user, now=timezone.now(), **form.cleaned_data
        )
    except (RecognitionError, StaleError):
        return _page(
            request,
            certificate,
            reissue=ReissueForm(_with_version(request.POST, certificate)),
            status=409,
            changed=True,
        )
    messages.success(request, _("Issued anew. The holder gets a letter; the earlier paper no longer counts."))
    return redirect("office-certificate", pk=made.pk)
