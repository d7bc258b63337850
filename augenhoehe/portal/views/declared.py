"""What is stored about people, as the rooms declare it: the page that everybody, the staff council too, can check."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from augenhoehe.common.public import public_page

from .. import declared


@require_safe
@public_page
def who_sees_what(request: HttpRequest) -> HttpResponse:
    """Field by field: why it is stored, how long, and who reads it."""
    context = {"rooms": declared.rooms(), "readings": declared.readings()}
    return render(request, "portal/who_sees_what.html", context)
