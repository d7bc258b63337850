from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from .models import Person


class MemberRequest(HttpRequest):
    """A request behind `login_required`: there is a person, and nobody anonymous."""

    user: Person


def speak(request: HttpRequest, language: str) -> None:
    """Show the page in the language of the mail that led here, unless its reader has chosen another one."""
    if not request.user.is_authenticated and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(language)
        request.LANGUAGE_CODE = language
