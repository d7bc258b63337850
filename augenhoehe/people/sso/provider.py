import secrets
from typing import Any

from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.http import HttpRequest, HttpResponse

from .views import SingleSignOnAdapter


class SingleSignOnProvider(OpenIDConnectProvider):
    """One organisation's sign-on. Nothing of the way there is taken from the address of the page."""

    oauth2_adapter_class = SingleSignOnAdapter
    pkce_enabled_default = True

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        wanted = super().get_redirect_from_request_kwargs(request)
        return {**({"next_url": wanted["next_url"]} if "next_url" in wanted else {}), "process": AuthProcess.LOGIN}

    def redirect(self, request: HttpRequest, process: str, next_url: Any = None, data: Any = None) -> HttpResponse:
        nonce = secrets.token_urlsafe(32)
        auth_params = {**self.get_auth_params(), "nonce": nonce}
        answer: HttpResponse = super().redirect(
            request, process, next_url, data, auth_params=auth_params, scope=self.get_scope(), nonce=nonce
        )
        return answer


provider_classes = [SingleSignOnProvider]
