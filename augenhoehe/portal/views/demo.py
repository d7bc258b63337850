"""The demo's door: choose a person. None of it exists outside demo mode."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from augenhoehe.common.views import demo_only
from augenhoehe.people.models import Person

from ..demo.personas import PERSONAS


@demo_only
@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """GET lists the personas; POST with `persona` signs in as that one."""
    if request.method == "POST":
        persona = next((p for p in PERSONAS if p.key == request.POST.get("persona")), None)
        if persona is None:
            raise Http404
        person = get_object_or_404(Person, email=persona.email)
        login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
        answer = redirect("home")
        # Whoever looks around reads on in the language of the door, not in the invented person's.
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            get_language() or settings.LANGUAGE_CODE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
        return answer
    return render(request, "portal/demo.html", {"personas": PERSONAS})
