"""How often the public forms may be sent: by network address, and by the mail address typed in (FORM_RATES)."""

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.http import HttpRequest


def within_rate(request: HttpRequest, form: str, email: str = "") -> bool:
    """Whether this form may be sent once more; counts it."""
    used = consume(request, app="outreach", action=form, config=settings.FORM_RATES, key=email.strip().lower() or None)
    return used is not None
