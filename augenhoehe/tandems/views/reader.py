from typing import cast

from django.http import HttpRequest

from augenhoehe.people.models import Person

from ..forms import AnswerForm


def person_of(request: HttpRequest) -> Person:
    """Who is signed in; the views that ask have made sure that somebody is."""
    return cast(Person, request.user)


def refusal_of(form: AnswerForm) -> str:
    """Why an answer was none."""
    return str(form.errors["answer"][0])
