"""On a phone, by keyboard alone: the two write to each other, and who shares a mailbox learns the way in."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from augenhoehe.calendars.models import Mailbox
from augenhoehe.people.models import Person
from augenhoehe.tandems.models import Tandem

from .conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("city")]


def tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Press Tab until what the selector names has the focus, as somebody without a mouse does."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector} on {page.url}")


def running_tandem() -> Tandem:
    return Tandem.objects.get(mentor__person__email__startswith="running_mentor@")


def test_a_message_goes_from_one_phone_to_the_other(visit: Callable[..., Visitor]) -> None:
    path = f"/tandems/{running_tandem().pk}/messages/"
    for persona, text in (("running_mentor", "Bis Donnerstag!"), ("running_mentee", "Ich freue mich darauf.")):
        visitor = visit(phone=True)
        visitor.enter(persona)
        page = visitor.open(path)
        tab_to(page, "textarea")
        page.keyboard.type(text)
        tab_to(page, 'main button[type="submit"]')
        page.keyboard.press("Enter")
        page.wait_for_load_state()
        assert text in page.inner_text("main")
        visitor.check()
    assert "Bis Donnerstag!" in page.inner_text("main")


@pytest.mark.parametrize(("language", "dark"), [("de", False), pytest.param("en", True, marks=pytest.mark.once)])
def test_the_door_says_how_to_open_it(visit: Callable[..., Visitor], language: str, dark: bool) -> None:
    mentee = Person.objects.get(email__startswith="running_mentee@")
    Mailbox.objects.create(person=mentee, shared=True)
    visitor = visit(language=language, phone=True, dark=dark)
    visitor.enter("running_mentee")
    page = visitor.page
    answer = page.goto(f"{visitor.base}/tandems/{running_tandem().pk}/notes/")
    assert answer is not None
    assert answer.status == 403
    visitor.problems.clear()
    visitor.check()
    tab_to(page, 'main a[href="/accounts/2fa/"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/2fa/")
