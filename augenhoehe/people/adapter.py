from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from .services import queue_sign_in_code


class AccountAdapter(DefaultAccountAdapter):
    """allauth's mails go through the outbox like all others, and nobody signs up by form."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if template_prefix == "account/email/login_code":
            queue_sign_in_code(email=email, code=context["code"])
