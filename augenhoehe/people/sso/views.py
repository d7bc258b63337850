import logging
from typing import Any

from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe
from requests import RequestException

from .tokens import TokenRefusedError, claims_of

logger = logging.getLogger(__name__)


class SingleSignOnAdapter(OpenIDConnectOAuth2Adapter):
    """Takes who somebody is from the verified ID token alone."""

    nonce: str | None = None

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:  # noqa: ARG002
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            keys = answer.json()
        try:
            claims = claims_of(
                str(kwargs["response"].get("id_token", "")),
                keys=keys,
                issuer=self.openid_config["issuer"],
                client_id=app.client_id,
                nonce=self.nonce,
            )
        except TokenRefusedError as error:
            raise ProviderException(str(error)) from error
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})


class CallbackView(OAuth2CallbackView):
    """Hands the nonce that was sent to the adapter that checks it."""

    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, answer = super()._get_state(request, provider)
        self.adapter.nonce = state.get("nonce") if state else None
        return state, answer


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """A page with a button (GET), and the way to the organisation's sign-on (POST)."""
    return _answer(OAuth2LoginView, request, provider_id)


@require_safe
@login_not_required
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the organisation's sign-on."""
    return _answer(CallbackView, request, provider_id)


def _answer(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        answer: HttpResponse = view.adapter_view(SingleSignOnAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    except RequestException as error:
        # The way back says so itself; on the way there nobody does.
        logger.warning("the single sign-on does not answer: %s", type(error).__name__)
        return render(request, "socialaccount/authentication_error.html", status=503)
    return answer
