"""Every address of the product, room by room."""

from allauth.mfa.recovery_codes.views import generate_recovery_codes
from allauth.mfa.totp.views import activate_totp
from allauth.mfa.webauthn.views import add_webauthn
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from augenhoehe.common.views import not_here
from augenhoehe.people.mailboxes import in_person
from augenhoehe.people.views.sign_in import request_code

# allauth brings sign-up, passwords and e-mail addresses of one's own; nobody here has any of them.
UNWANTED = (
    "signup/",
    "email/",
    "confirm-email/",
    "confirm-email/<path:rest>",
    "password/<path:rest>",
    "3rdparty/",
    "social/<path:rest>",
)

# A further way in is for the person, and not for whoever reads along in their mailbox.
FURTHER_KEYS = (
    ("totp/activate/", activate_totp, "mfa_activate_totp"),
    ("webauthn/add/", add_webauthn, "mfa_add_webauthn"),
    ("recovery-codes/generate/", generate_recovery_codes, "mfa_generate_recovery_codes"),
)

urlpatterns: list[URLPattern | URLResolver] = [
    *(path(f"accounts/{route}", not_here) for route in UNWANTED),
    path("accounts/login/", request_code, name="account_login"),
    path("accounts/login/code/", request_code, name="account_request_login_code"),
    *(path(f"accounts/2fa/{route}", in_person(view), name=name) for route, view, name in FURTHER_KEYS),
    path("accounts/", include("allauth.urls")),
    path("language/", require_POST(set_language), name="set_language"),
    path("", include("augenhoehe.programmes.urls")),
    path("", include("augenhoehe.calendars.urls")),
    path("", include("augenhoehe.documents.urls")),
    path("", include("augenhoehe.outreach.urls")),
    path("", include("augenhoehe.people.urls")),
    path("", include("augenhoehe.topics.urls")),
    path("", include("augenhoehe.applications.urls")),
    path("", include("augenhoehe.events.urls")),
    path("", include("augenhoehe.matching.urls")),
    path("", include("augenhoehe.tandems.urls")),
    path("", include("augenhoehe.agreements.urls")),
    path("", include("augenhoehe.notebook.urls")),
    path("", include("augenhoehe.undertakings.urls")),
    path("", include("augenhoehe.care.urls")),
    path("", include("augenhoehe.surveys.urls")),
    path("", include("augenhoehe.mirror.urls")),
    path("", include("augenhoehe.recognition.urls")),
    path("", include("augenhoehe.network.urls")),
    path("", include("augenhoehe.feedback.urls")),
    path("", include("augenhoehe.evaluation.urls")),
    path("", include("augenhoehe.messaging.urls")),
    path("", include("augenhoehe.portal.urls")),
]

handler500 = "augenhoehe.common.views.server_error"
