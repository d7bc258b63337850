"""A question to the programme office, from the public page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from augenhoehe.outreach.forms.contact import QuestionForm
from augenhoehe.outreach.rates import within_rate
from augenhoehe.outreach.services import questions as services
from augenhoehe.programmes.models import Programme


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask the office something, without an account."""
    programme = get_object_or_404(Programme.objects.filter(public=True), slug=slug)
    user = request.user
    known = {"email": user.email, "name": f"{user.first_name} {user.last_name}".strip()} if user.pk else {}
    form = QuestionForm(request.POST if request.method == "POST" else None, initial=known)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        status = _send(request, form, programme)
        if status == 200:
            messages.success(request, _("Thank you, your question has arrived. We confirm it by mail."))
            return redirect("programme", slug=programme.slug)
    return render(request, "outreach/ask.html", {"form": form, "programme": programme}, status=status)


def _send(request: HttpRequest, form: QuestionForm, programme: Programme) -> int:
    """Hand it to the office; 200, or the status of what the form says now."""
    if form.trapped:
        return 200
    if not within_rate(request, "question", form.cleaned_data["email"]):
        form.add_error(None, _("That was very often. Please wait a while and try again."))
        return 429
    language = (translation.get_language() or "de")[:2]
    try:
        services.ask_question(programme=programme, language=language, now=timezone.now(), **form.values())
    except services.DraftTakenError:
        form.add_error(None, _("This form was sent before, with another question. Please open the page anew."))
        return 409
    return 200
