"""What the two write to each other, and where somebody finds everything that is written to them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.common.models import StaleError
from augenhoehe.people.requests import MemberRequest
from augenhoehe.tandems.doors import content_door, content_space, frame

from .. import selectors
from ..errors import NotebookClosedError
from ..forms import WordsForm
from ..services.messages import write_message

PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def thread(request: MemberRequest, pk: int) -> HttpResponse:
    """The messages of the two, the newest first, and a form for the next one."""
    tandem, side = content_space(request, pk, writing=request.method == "POST")
    form = WordsForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            write_message(tandem=tandem, author=request.user, now=timezone.now(), **form.cleaned_data)
        except StaleError:
            form.add_error(None, already_sent())
            status = 409
        except NotebookClosedError as error:
            raise Http404 from error
        else:
            messages.success(request, _("Sent. A mail says that there is a message, and nothing of it."))
            return redirect("tandem-messages", pk=pk)
    page = Paginator(selectors.thread_of(tandem), PAGE).get_page(request.GET.get("page"))
    said = selectors.opened_messages(page, tandem, reader=request.user)
    context = {**frame(tandem, side), "form": form, "page": page, "said": said}
    return render(request, "notebook/messages.html", context, status=status)


def already_sent() -> str:
    """What somebody reads who went back after sending, changed the text, and sent it again."""
    return _("This was sent already, with another text. Load the page anew to write more.")


@require_safe
@login_required
def mine(request: MemberRequest) -> HttpResponse:
    """With whom somebody writes; the mail that tells of a message leads here, so that it need not say more."""
    content_door(request)
    page = Paginator(selectors.threads_of(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "notebook/my_messages.html", {"page": page})
