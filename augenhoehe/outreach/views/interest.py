"""The interest list: enter, one's own entry behind the link of a mail, and leaving. Opening a page changes nothing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from augenhoehe.outreach.forms.contact import InterestEntryForm, InterestForm
from augenhoehe.outreach.models import Interest
from augenhoehe.outreach.rates import within_rate
from augenhoehe.outreach.services import interest as services
from augenhoehe.people.requests import speak
from augenhoehe.programmes.models import Programme

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def interest(request: HttpRequest, slug: str) -> HttpResponse:
    """Register interest. The answer is the same whether the address is the organisation's, known, or neither."""
    programme = get_object_or_404(Programme.objects.filter(public=True), slug=slug)
    email = getattr(request.user, "email", "")
    form = InterestForm(request.POST if request.method == "POST" else None, initial={"email": email})
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        if form.trapped or within_rate(request, "interest", form.cleaned_data["email"]):
            if not form.trapped:
                services.register_interest(programme=programme, now=timezone.now(), **form.values())
            messages.success(
                request, _("Thank you. If this is a work address of ours, a mail with a link is on its way to it.")
            )
            return redirect("programme", slug=programme.slug)
        form.add_error(None, _("That was very often. Please wait a while and try again."))
        status = 429
    return render(request, "outreach/interest.html", {"form": form, "programme": programme}, status=status)


@never_cache
@require_http_methods(FORM_METHODS)
def entry(request: HttpRequest, token: str) -> HttpResponse:
    """One's own entry: say yes to it, as what, in which language; or leave. 404 for a link nobody issued."""
    found = _found(token)
    if found is None:
        return render(request, "outreach/interest_over.html", status=410)
    speak(request, found.language)
    form = InterestEntryForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_bound and form.is_valid():
        services.confirm_interest(interest=found, now=timezone.now(), **form.cleaned_data)
        return render(request, "outreach/interest_kept.html", {"programme": found.programme})
    context = {"form": form, "entry": found, "programme": found.programme, "token": token}
    return render(request, "outreach/interest_entry.html", context, status=422 if form.is_bound else 200)


# Mail programs leave a list by a POST without cookies (RFC 8058); the token is what proves the right to do so.
@csrf_exempt
@never_cache
@require_http_methods(FORM_METHODS)
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Leave the list: a page with one button, and by POST at once. Again is no harm."""
    found = _found(token)
    if found is not None:
        speak(request, found.language)
        if request.method != "POST":
            context = {"entry": found, "programme": found.programme, "token": token}
            return render(request, "outreach/interest_leave.html", context)
        services.leave(interest=found)
    return render(request, "outreach/interest_over.html", status=200 if request.method == "POST" else 410)


def _found(token: str) -> Interest | None:
    try:
        return services.find_interest(token, now=timezone.now())
    except LookupError as error:
        raise Http404 from error
