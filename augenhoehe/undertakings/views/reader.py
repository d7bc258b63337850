"""What all pages of the two have in common here: the frame, and how a form is handed to a service."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from augenhoehe.applications.enums import Side
from augenhoehe.common.editing import EditForm, edit_page
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.parts import Part
from augenhoehe.tandems.doors import content_space, frame
from augenhoehe.tandems.models import Tandem

from ..errors import UndertakingError


def planning_space(request: HttpRequest, pk: int, *, writing: bool = False) -> tuple[Tandem, Side]:
    """A tandem of the reader's own whose cohort has undertakings; 404 for every other."""
    tandem, side = content_space(request, pk, writing=writing)
    if not tandem.cohort.uses(Part.UNDERTAKING):
        raise Http404
    return tandem, side


def framed(tandem: Tandem, side: Side, **context: Any) -> dict[str, Any]:
    """What a page of the space shows, within its frame."""
    return {**frame(tandem, side), **context}


def writing_page(
    request: MemberRequest,
    space: tuple[Tandem, Side],
    *,
    load: Callable[[], Any],
    form: type[EditForm],
    service: Callable[..., object],
    template: str,
    done: str,
    **what: Any,
) -> HttpResponse:
    """A page of the space on which the two, or one of them, word what `load` finds; then back to the page `done`."""
    tandem, side = space
    return edit_page(
        request,
        load=load,
        make_form=lambda data, instance: form(data, instance=instance),
        act=saving(request, service, **what),
        done=reverse(done, args=[tandem.pk]),
        template=template,
        context=framed(tandem, side),
    )


def saving(request: MemberRequest, service: Callable[..., object], **what: Any) -> Callable[[Any], None]:
    """For `edit_page`: hand a valid form to the service that changes `what`; a refusal stands above the form."""

    def act(form: Any) -> None:
        try:
            service(
                actor=request.user,
                version=form.cleaned_data["version"],
                changes=form.changes(),
                now=timezone.now(),
                **what,
            )
        except UndertakingError as error:
            form.add_error(None, error.message())

    return act
