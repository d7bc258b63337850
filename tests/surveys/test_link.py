"""The page behind a link, as a browser sends it."""

import re

import pytest
from django.test import Client

from augenhoehe.surveys.models import Sheet
from augenhoehe.surveys.services import run_waves
from tests.factories import NOW

from .world import cohort_of, links

pytestmark = pytest.mark.django_db


def test_a_browser_may_send_it() -> None:
    """A page that forbids its own address as referrer makes browsers send the origin "null", which is refused."""
    cohort = cohort_of(1)
    run_waves(now=NOW)
    path = links(cohort.tandems.get())["mentor"]
    client = Client(enforce_csrf_checks=True)
    page = client.get(path)
    assert page.headers["Referrer-Policy"] == "same-origin"
    text = page.content.decode()
    assert ("no-referrer" in text, 'content="noindex"' in text) == (False, True)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
    assert token
    sent = {"worth": "5", "csrfmiddlewaretoken": token[1]}
    assert client.post(path, sent, headers={"origin": "http://testserver"}).status_code == 200
    assert Sheet.objects.count() == 1
