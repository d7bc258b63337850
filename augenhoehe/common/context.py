from django.conf import settings
from django.http import HttpRequest


def installation(request: HttpRequest) -> dict[str, object]:
    """Names of this installation, and the nonce under the name that django-htmx looks for."""
    return {
        "product_name": settings.PRODUCT_NAME,
        "organisation_name": settings.ORGANISATION_NAME,
        "demo": settings.DEMO,
        "visitor": getattr(request, "visitor", False),
        "csp_nonce": getattr(request, "csp_nonce", ""),
    }
