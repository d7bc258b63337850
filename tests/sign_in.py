"""How somebody came in: what allauth notes in the session."""

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from augenhoehe.people.models import Person


def came_by(client: Client, person: Person, method: str = "mfa") -> Client:
    """A client that has signed in, and did so by "code", "mfa" or "socialaccount"."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": method, "at": 0}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client
