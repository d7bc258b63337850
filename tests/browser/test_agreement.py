"""An agreement from the yes that is missing to the one that holds: on phones, without scripts, by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from augenhoehe.agreements.models import Agreement
from augenhoehe.tandems.models import Tandem

from .conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("city")]
MOST_TABS = 120


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the focus is there."""
    wanted = target.element_handle()
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("one => document.activeElement === one", wanted):
            return
    pytest.fail(f"Tab never gets to {target}")


def follow(page: Page, target: Locator) -> None:
    tab_to(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_both_come_to_an_agreement_by_keyboard(visit: Callable[..., Visitor]) -> None:
    tandem = Tandem.objects.get(mentor__person__email="running_mentor@auenbrueck.example")
    path = f"/tandems/{tandem.pk}/agreement/"

    # The mentee is asked on the home page, reads what is new, and changes the days to reply.
    mentee = visit(phone=True, script=False)
    page = mentee.enter("running_mentee")
    follow(page, page.locator(f'main a[href="{path}"]'))
    assert page.locator("del").count() > 0
    follow(page, page.locator(f'main a[href="{path}edit/"]').first)
    field = page.locator('[name="reply_days"]')
    tab_to(page, field)
    page.keyboard.press("Control+A")
    page.keyboard.type("5")
    follow(page, page.locator("main .ah-form-actions button"))
    assert page.url.endswith(path)
    latest = Agreement.objects.filter(tandem=tandem).first()
    assert latest is not None
    assert (latest.number, latest.reply_days, latest.holds_since) == (3, 5, None)

    # The mentor agrees.
    mentor = visit(phone=True, script=False)
    page = mentor.enter("running_mentor")
    follow(page, page.locator(f'main a[href="{path}"]'))
    follow(page, page.locator(f'form[action="{path}agree/"] button'))
    latest.refresh_from_db()
    assert latest.holds_since is not None
    assert page.locator(".kern-alert--success").count() > 0
