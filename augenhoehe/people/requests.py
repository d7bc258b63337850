from django.http import HttpRequest

from .models import Person


class MemberRequest(HttpRequest):
    """A request behind `login_required`: there is a person, and nobody anonymous."""

    user: Person
