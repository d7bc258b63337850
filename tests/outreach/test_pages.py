import datetime as dt

import pytest
from django.test import Client

from augenhoehe.programmes.models import Phase, Programme
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_the_public_page_needs_no_account_and_describes_itself(cast: Cast) -> None:
    Programme.objects.filter(pk=cast.programme.pk).update(
        summary_en="Short & sweet", about_en="One.\n\nTwo.", contact_email="hello@stadt.example"
    )
    page = Client().get(f"/programmes/{cast.programme.slug}/", headers={"accept-language": "en"}).content.decode()
    assert '<meta property="og:title" content="Reverse mentoring">' in page
    assert '<meta property="og:description" content="Short &amp; sweet">' in page
    assert '<meta property="og:url" content="http://testserver/programmes/reverse-mentoring/">' in page
    assert "mailto:hello@stadt.example" in page


def test_the_one_button_is_there_only_while_the_call_is_open(cast: Cast) -> None:
    def page() -> str:
        return Client().get(f"/programmes/{cast.programme.slug}/", headers={"accept-language": "en"}).content.decode()

    Phase.objects.filter(kind="call").update(opens_on=dt.date(2000, 1, 1), closes_on=dt.date(2999, 1, 1))
    assert "Apply now" in page()
    Phase.objects.filter(kind="call").update(closes_on=dt.date(2000, 1, 2))
    assert "Apply now" not in page()
    assert "Applications are closed" in page()


def test_a_hidden_programme_is_not_there(cast: Cast) -> None:
    Programme.objects.filter(pk=cast.programme.pk).update(public=False)
    assert Client().get(f"/programmes/{cast.programme.slug}/").status_code == 404
    assert cast.programme not in Client().get("/programmes/").context["cards"]
