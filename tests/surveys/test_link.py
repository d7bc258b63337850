"""The page behind a link, as a browser sends it."""

import re
from typing import Any

import pytest
from django.test import Client

from augenhoehe.surveys.models import Sheet
from augenhoehe.surveys.selectors.member import open_for
from augenhoehe.surveys.services import run_waves
from tests.factories import NOW

from .world import cohort_of, later, link_in, links, mails

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


def test_a_change_of_keys_leaves_links_as_they_are(settings: Any) -> None:
    cohort = cohort_of(1)
    run_waves(now=NOW)
    path = links(cohort.tandems.get())["mentor"]
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 10, [settings.SECRET_KEY]
    (waiting,) = open_for(cohort.tandems.get().mentor.person)
    assert waiting.token == path.split("/")[2]
    assert Client().get(path).status_code == 200
    run_waves(now=later(10))
    assert {link_in(mail) for mail in mails("reminder")} == {link_in(mail) for mail in mails()}
    later_cohort = cohort_of(1)
    run_waves(now=NOW)
    settings.SECRET_KEY_FALLBACKS = []
    assert open_for(later_cohort.tandems.get().mentor.person)[0].token in {
        link_in(one).split("/")[2] for one in mails()
    }
