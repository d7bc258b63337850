from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from .services import queue_sign_in_code, welcome_from_single_sign_on


class AccountAdapter(DefaultAccountAdapter):
    """allauth's mails go through the outbox like all others, and nobody signs up by form."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("This is not the code. Please take it from the latest mail."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if template_prefix == "account/email/login_code":
            queue_sign_in_code(email=email, code=context["code"])


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Whoever the organisation's sign-on vouches for is the person with that work address; nothing else is kept."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        claims = sociallogin.account.extra_data["id_token"]
        person = welcome_from_single_sign_on(
            email=str(claims.get("email", "")),
            verified=claims.get("email_verified") is True,
            first_name=str(claims.get("given_name", "")),
            last_name=str(claims.get("family_name", "")),
        )
        if person is None:
            raise ImmediateHttpResponse(render(request, "socialaccount/authentication_error.html", status=403))
        record_authentication(request, person, method="socialaccount", provider=sociallogin.account.provider)
        target = sociallogin.get_redirect_url(request)
        raise ImmediateHttpResponse(perform_login(request, person, email_verification="none", redirect_url=target))
