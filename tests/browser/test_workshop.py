"""A workshop with two phones, a wall and a facilitator, all open at the same time; and once without any script."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from augenhoehe.programmes.models import Cohort
from augenhoehe.topics.models import Topic, Vote, Workshop

from .conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("city")]
WORDS = {
    "de": ("Öffnen und sammeln", "Abstimmen lassen", "Beenden", "Zusammenlegen", "Wieder lösen", "In den Pool"),
    "en": ("Open: collect", "Let them vote", "Close", "Put together", "Split off again", "Take into the pool"),
}


HURRY = """
{
  const later = window.setTimeout;
  window.setTimeout = (act, wait, ...more) => later(act, wait >= 700 && wait < 5000 ? wait / 5 : wait, ...more);
}
"""
"""What asks again every few seconds does so five times as often: a test need not wait like a room full of people."""


@pytest.fixture
def visit(visit: Callable[..., Visitor]) -> Callable[..., Visitor]:
    def hurried(**how: Any) -> Visitor:
        visitor = visit(**how)
        visitor.page.add_init_script(HURRY)
        return visitor

    return hurried


def contribute(phone: Visitor, kind: str, text: str) -> None:
    phone.page.locator(f'input[name="kind"][value="{kind}"]').check()
    phone.page.locator('input[name="text"]').fill(text)
    phone.page.locator("[data-send] .ah-form-actions button").click()
    expect(phone.page.locator("[data-board]")).to_contain_text(text)


@pytest.mark.parametrize(("language", "dark"), [("de", False), pytest.param("en", True, marks=pytest.mark.once)])
def test_from_the_code_to_the_pool(visit: Callable[..., Visitor], language: str, dark: bool) -> None:
    opens, votes, closes, together, split, take = WORDS[language]
    cohort = Cohort.objects.latest("starts_on")
    base = f"/office/cohorts/{cohort.pk}/topics/workshops/"

    office = visit(language=language, dark=dark)
    desk = office.enter("office")
    office.open(f"{base}new/")
    desk.locator('input[name="title"]').fill("Im Rathaus")
    desk.locator('input[name="held_on"]').fill(dt.date(2026, 12, 1).isoformat())
    desk.locator("main form .ah-form-actions button").click()
    desk.wait_for_load_state()
    office.check()
    workshop = Workshop.objects.get(title="Im Rathaus")

    # Both phones wait at the door; the wall shows the code.
    first, second = (visit(language=language, phone=True, dark=dark) for _ in range(2))
    first.open("/w/")
    first.page.locator('input[name="code"]').fill(workshop.spoken_code.lower())
    first.page.locator("main form button").click()
    first.page.wait_for_url(f"**/w/{workshop.code}/")
    second.open(f"/w/{workshop.code}/")
    second.check()
    wall = visit(language=language, dark=dark)
    wall.open(f"/w/{workshop.code}/wall/")
    expect(wall.page.locator(".ah-wall__code")).to_contain_text(workshop.spoken_code)
    wall.check()

    # It opens; nobody reloads anything.
    desk.get_by_role("button", name=opens).click()
    for phone in (first, second):
        expect(phone.page.locator('input[name="text"]')).to_be_visible(timeout=15_000)
    contribute(first, "want", "Wikis pflegen")
    contribute(second, "want", "Wissen teilen")
    contribute(second, "offer", "Tabellen")
    expect(wall.page.locator(".ah-wall__item")).to_have_count(3)
    first.check()
    wall.check()
    expect(desk.locator(".ah-heap")).to_have_count(3)
    office.check()

    # By drag, undone by button, and again by keyboard alone.
    desk.evaluate("document.getElementById('board').scrollIntoView()")
    heap = desk.locator(".ah-heap")
    heap.filter(has_text="Wissen teilen").drag_to(heap.filter(has_text="Wikis pflegen"))
    expect(desk.locator(".ah-heap")).to_have_count(2)
    desk.get_by_role("button", name=split).click()
    expect(desk.locator(".ah-heap")).to_have_count(3)
    box = desk.get_by_role("checkbox", name="Wissen teilen", exact=True)
    box.focus()
    desk.keyboard.press("Space")
    desk.locator('select[name="target"]').select_option(label="Wikis pflegen")
    desk.get_by_role("button", name=together).focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(".ah-heap")).to_have_count(2)
    expect(wall.page.locator(".ah-wall__item")).to_have_count(2)
    office.check()

    # The phones vote, the wall counts.
    desk.get_by_role("button", name=votes).click()
    wikis = workshop.groups.get(name="Wikis pflegen")
    for phone in (first, second):
        button = phone.page.locator(f"#vote-{wikis.pk}")
        button.click(timeout=15_000)
        expect(phone.page.locator("#votes-left strong")).to_have_text("4")
        expect(button).to_have_attribute("name", "take")
        expect(button).to_be_focused()
    second.check()
    expect(wall.page.locator(f'[data-votes="{wikis.pk}"] strong')).to_have_text("2")
    second.page.locator(f"#vote-{wikis.pk}").click()
    expect(second.page.locator("#votes-left strong")).to_have_text("5")
    expect(wall.page.locator(f'[data-votes="{wikis.pk}"] strong')).to_have_text("1")
    wall.check()
    assert Vote.objects.filter(workshop=workshop).count() == 1

    # It closes; what was wanted becomes a topic.
    desk.get_by_role("button", name=closes, exact=True).click()
    expect(second.page.locator(".ah-tally").first).to_be_visible(timeout=15_000)
    second.check()
    desk.locator(f'a[href$="/{workshop.pk}/results/"]').click()
    office.check()
    desk.locator(f'select[name="g{wikis.pk}-outcome"]').select_option("new")
    desk.locator(f'select[name="g{wikis.pk}-category"]').select_option(index=1)
    office.check()
    desk.get_by_role("button", name=take).click()
    desk.wait_for_load_state()
    assert Topic.objects.get(name_de="Wikis pflegen").workshop == workshop
    office.open(f"/office/cohorts/{cohort.pk}/topics/offer/")
    office.check()


def test_without_a_connection_words_wait_on_the_phone(visit: Callable[..., Visitor]) -> None:
    workshop = Workshop.objects.latest("pk")
    Workshop.objects.update(state="open")
    phone = visit(phone=True)
    page = phone.open(f"/w/{workshop.code}/")
    page.context.set_offline(True)
    page.locator('input[name="text"]').fill("Im Funkloch geschrieben")
    page.locator("[data-send] .ah-form-actions button").click()
    expect(page.locator("[data-offline]")).to_be_visible()
    assert not workshop.contributions.filter(text="Im Funkloch geschrieben").exists()
    page.context.set_offline(False)
    expect(page.locator("[data-offline]")).to_be_hidden(timeout=15_000)
    expect(page.locator("[data-board]")).to_contain_text("Im Funkloch geschrieben", timeout=15_000)
    assert workshop.contributions.filter(text="Im Funkloch geschrieben").count() == 1


def test_without_a_script_everything_is_a_form(visit: Callable[..., Visitor]) -> None:
    workshop = Workshop.objects.latest("pk")
    Workshop.objects.update(state="open")
    phone = visit(phone=True, script=False)
    page = phone.open(f"/w/{workshop.code}/")
    page.locator('input[name="text"]').fill("Ohne Skript")
    page.locator("[data-send] .ah-form-actions button").click()
    expect(page.locator("[data-board]")).to_contain_text("Ohne Skript")
    Workshop.objects.update(state="voting")
    group = workshop.groups.get(name="Ohne Skript")
    phone.open(f"/w/{workshop.code}/")
    page.locator(f"#vote-{group.pk}").click()
    expect(page.locator(f"#vote-{group.pk}")).to_have_attribute("name", "take")
    office = visit(script=False)
    desk = office.enter("office")
    office.open(f"/office/cohorts/{workshop.cohort_id}/topics/workshops/{workshop.pk}/")
    desk.get_by_role("checkbox", name="Ohne Skript", exact=True).check()
    desk.locator('button[name="do"][value="hide"]').click()
    phone.open(f"/w/{workshop.code}/")
    expect(page.locator("[data-board]")).not_to_contain_text("Ohne Skript")
