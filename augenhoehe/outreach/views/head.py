"""What the head of a public page says to those who share its link, search for it, or read it in another language."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language

from augenhoehe.outreach.models import Picture

PREVIEW = "img/preview.png"


def head_of(request: HttpRequest, picture: Picture | None = None) -> dict[str, Any]:
    """Context of `outreach/meta.html`: the page's address, the same in each language, and a picture for previews."""
    address = f"{settings.BASE_URL}{request.path}"
    shown = reverse("picture", args=[picture.pk, "large"]) if picture else static(PREVIEW)
    return {
        "address": address,
        "canonical": f"{address}?lang={get_language()}",
        "alternates": [(code, f"{address}?lang={code}") for code, _name in settings.LANGUAGES],
        "preview_image": f"{settings.BASE_URL}{shown}",
        "preview_alt": picture.alt if picture else "",
    }
