"""Without an account: a question, from the public page to its answer; an interest, from the form to leaving."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from augenhoehe.messaging.models import Mail
from augenhoehe.outreach.models import FaqEntry, Interest, Question

from .conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("city")]
PAGE = "/programmes/reverse-mentoring/"


def press(page: Page, selector: str) -> None:
    page.locator(selector).first.click()
    page.wait_for_load_state()


def open_mail(guest: Visitor, address: str) -> Page:
    guest.open(f"/mailbox/?recipient={address}")
    press(guest.page, 'table a[href^="/mailbox/"]')
    guest.check()
    return guest.page


@pytest.mark.parametrize(("language", "phone"), [("de", False), pytest.param("en", True, marks=pytest.mark.once)])
def test_a_question_is_answered_and_published(visit: Callable[..., Visitor], language: str, phone: bool) -> None:
    guest = visit(language=language, phone=phone)
    page = guest.open(PAGE)
    press(page, 'a[href$="/question/"]')
    guest.check()
    press(page, "main form button.kern-btn--primary")
    guest.problems.clear()  # the console reports the 422 of the empty form
    guest.check()
    page.locator("#id_text").fill("Darf ich zwei Mentees haben?")
    page.locator("#id_email").fill("neugier@auenbrueck.example")
    press(page, "main form button.kern-btn--primary")
    guest.check()
    question = Question.objects.get(email="neugier@auenbrueck.example")

    office = visit(language=language, phone=phone)
    office.enter("office")
    office.check()
    press(office.page, 'a[href*="owner=nobody"]')
    office.check()
    press(office.page, f'a[href$="/questions/{question.pk}/"]')
    office.page.locator("#id_answer").fill("Ja, wenn der Durchgang es vorsieht.")
    press(office.page, 'form[action$="/answer/"] button')
    office.check()
    assert "Ja, wenn" in open_mail(guest, "neugier@auenbrueck.example").content()

    press(office.page, 'a[href$="/publish/"]')
    office.check()
    office.page.locator(f"#id_question_{language}").fill("Wie viele Mentees hat man?")
    press(office.page, "main form button.kern-btn--primary")
    office.check()
    assert FaqEntry.objects.filter(**{f"question_{language}": "Wie viele Mentees hat man?"}).exists()
    assert "Wie viele Mentees hat man?" in visit(language=language).open(PAGE).content()


@pytest.mark.parametrize(("language", "phone"), [("de", True), pytest.param("en", False, marks=pytest.mark.once)])
def test_an_interest_is_confirmed_and_left(visit: Callable[..., Visitor], language: str, phone: bool) -> None:
    guest = visit(language=language, phone=phone, dark=phone)
    page = guest.open(PAGE)
    press(page, 'a[href$="/interest/"]')
    guest.check()
    page.locator("#id_email").fill("neugier@auenbrueck.example")
    press(page, "main form button.kern-btn--primary")
    guest.check()
    assert Mail.objects.filter(recipient="neugier@auenbrueck.example").count() == 1
    page = open_mail(guest, "neugier@auenbrueck.example")
    press(page, 'main a[href*="/interest/"]')
    guest.check()
    link = page.url
    press(page, "main form button.kern-btn--primary")
    guest.check()
    assert Interest.objects.get(email="neugier@auenbrueck.example").confirmed_at is not None
    page.goto(link)
    guest.check()
    press(page, 'form[action$="/leave/"] button')
    guest.check()
    assert not Interest.objects.filter(email="neugier@auenbrueck.example").exists()
