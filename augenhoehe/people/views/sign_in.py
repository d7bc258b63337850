import time

from allauth.account import views as account
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods


@require_http_methods(["GET", "HEAD", "POST"])
def request_code(request: HttpRequest) -> HttpResponse:
    """allauth's page for the work address. What an address is worth cannot be told from how long the answer takes.

    A known person costs a mail, an unknown one a row besides, a stranger nothing: the answer waits until all would be
    done. Whoever asks too often is told so at once, and holds up nobody.
    """
    begin = time.monotonic()
    answer: HttpResponse = account.request_login_code(request)
    if request.method == "POST" and answer.status_code == 302:
        time.sleep(max(0.0, begin + settings.SIGN_IN_SECONDS - time.monotonic()))
    return answer
