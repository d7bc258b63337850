import datetime as dt
from typing import Any

import pytest
from django.test import Client

from augenhoehe.applications.models import Application
from augenhoehe.feedback.services.questions import load_starter_questions
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from tests import factories
from tests.factories import NOW

LATER = NOW + dt.timedelta(days=7)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is always the day of the factories."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def cohort(db: None) -> Cohort:
    """A cohort whose programme has the four questions."""
    found = factories.make_cohort()
    load_starter_questions(found.programme)
    return found


@pytest.fixture
def office(cohort: Cohort) -> Person:
    person = factories.make_person()
    factories.make_role(cohort.programme, person, "office")
    return person


@pytest.fixture
def mentor(cohort: Cohort) -> Application:
    """Active: of a confirmed tandem."""
    return make_active(cohort)


def make_active(cohort: Cohort, state: str = "confirmed", **person: Any) -> Application:
    mentor = factories.make_application(cohort, "mentor", factories.make_person(**person))
    yes = dict.fromkeys(("mentor_answer", "mentee_answer", "mentor_confirms", "mentee_confirms"), "yes")
    factories.make_tandem(cohort, mentor, state=state, **(yes if state in ("confirmed", "paused", "closed") else {}))
    return mentor


@pytest.fixture
def desk(office: Person) -> Client:
    client = Client()
    client.force_login(office, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
