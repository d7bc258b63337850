"""The supervisor decides on a phone, from the mail, without an account."""

import datetime as dt
from collections.abc import Callable

import pytest

from augenhoehe.applications.models import Approval
from augenhoehe.messaging.models import Mail

from .conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("city")]


@pytest.mark.parametrize(("language", "dark", "script"), [("de", False, True), ("en", True, False)])
def test_from_the_mail_to_the_note(visit: Callable[..., Visitor], language: str, dark: bool, script: bool) -> None:
    asked = Approval.objects.get(application__person__email="mentor@auenbrueck.example")
    mail = Mail.objects.filter(key="applications.approval_asked", text__contains="Leyla Sommerfeld").latest("pk")
    supervisor = visit(language=language, phone=True, dark=dark, script=script)
    page = supervisor.open(f"/mailbox/{mail.pk}/")
    page.locator('main a[href*="/working-time/"]').first.click()
    page.wait_for_url("**/working-time/**")
    if script:
        supervisor.check()

    def act(name: str, *, refused: bool = False) -> None:
        page.locator(f'button[name="act"][value="{name}"]').click()
        page.wait_for_load_state()
        if refused:  # the console notes a 422 as a failure
            assert ["422" in one for one in supervisor.problems] == [True]
            supervisor.problems.clear()
        asked.refresh_from_db()
        if script:
            supervisor.check()

    # A later date without a reason is refused where it lacks it, with what was typed.
    page.locator('details:has(button[value="postpone"]) > summary').click()
    until = (dt.date.today() + dt.timedelta(days=60)).isoformat()  # noqa: DTZ011  (the browser's own day)
    page.locator("#postpone_until").fill(until)
    act("postpone", refused=True)
    assert (asked.state, page.locator("#postpone_until").input_value()) == ("asked", until)
    page.locator("#postpone_reason").select_option("peak")
    page.locator("#postpone_text").fill("Jahresabschluss")
    act("postpone")
    assert (asked.state, asked.reason_text) == ("postponed", "Jahresabschluss")

    # Thought again, and a note for the files.
    act("agree")
    assert asked.state == "agreed"
    page.locator('main a[href$="/note/"]').click()
    page.wait_for_url("**/note/")
    if script:
        supervisor.check()
    assert "Leyla Sommerfeld" in page.locator("main").inner_text()
