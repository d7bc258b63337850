"""The gallery and the sign-in in a real browser: WCAG 2.2 AA, 320 px, keyboard, a strict content policy."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, Page

from tests.components.gallery import show_gallery

from .accessibility import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ["/gallery/", "/gallery/?state=errors", "/gallery/?state=conflict", "/accounts/login/", "/errors/404/"]


@pytest.fixture(autouse=True)
def _gallery(settings: LazySettings) -> None:
    show_gallery(settings)


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[Any]:
    contexts = []

    def go(path: str, *, width: int = 1280, scheme: Any = "light", script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.complaints = []  # type: ignore[attr-defined]
        page.on("console", lambda message: page.complaints.append(message.text))  # type: ignore[attr-defined]
        page.goto(live_server.url + path)
        return page

    yield go
    for context in contexts:
        context.close()


def settle(page: Page) -> None:
    """Even the shortest transition takes until the next picture but one."""
    page.evaluate(
        "new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
        ".then(() => Promise.all(document.getAnimations().map(one => one.finished)))"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_no_page_scrolls_sideways(open_page: Any, path: str, scheme: str) -> None:
    """The same page in each width, without loading it again."""
    page, wrong = open_page(path, scheme=scheme), {}
    for width in (1280, 768, 320):
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        if page.evaluate("(window.scrollTo(1000, 0), window.scrollX)"):
            wrong[f"sideways at {width}"] = ["scrolls"]
        if width != 768 and (found := violations(page)):
            wrong[f"axe at {width}"] = found
    assert wrong == {}


def test_nothing_breaks_the_content_policy(open_page: Any) -> None:
    page = open_page("/gallery/")
    page.wait_for_load_state("networkidle")
    assert [text for text in page.complaints if "Content Security Policy" in text or "404" in text] == []


def test_first_tab_skips_to_the_content(open_page: Any) -> None:
    page = open_page("/gallery/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "ah-skip"
    settle(page)
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_whatever_has_the_focus_shows_it(open_page: Any) -> None:
    page = open_page("/gallery/")
    bare = []
    for _ in range(150):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(() => { const a = document.activeElement; if (a === document.body) return null;"
            " const s = getComputedStyle(a); return [a.outerHTML.slice(0, 80), s.outlineStyle, s.outlineWidth] })()"
        )
        if style is None:
            break
        if style[1] == "none" or style[2] == "0px":
            bare.append(style[0])
    assert bare == []


def test_a_form_sent_empty_puts_the_focus_on_what_is_wrong(open_page: Any) -> None:
    page = open_page("/gallery/?state=errors", script=False)
    summary = page.locator(".ah-errors")
    assert "ah-errors" in page.locator(":focus").get_attribute("class")
    for link in summary.locator("a").all():
        target = link.get_attribute("href") or ""
        assert page.locator(f"[id='{target[1:]}']").count() == 1


def test_menus_close_on_escape(open_page: Any) -> None:
    page = open_page("/gallery/", width=320)
    menu = page.locator("details[data-menu]").first
    menu.locator("summary").click()
    assert menu.get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None


def test_primary_targets_are_44_pixels_high(open_page: Any) -> None:
    page = open_page("/gallery/", width=320)
    small = page.evaluate(
        "[...document.querySelectorAll('.ah-btn:not(.ah-btn--small), .ah-tab, summary, .kern-form-input__input')]"
        ".filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 44)"
        ".map(e => e.outerHTML.slice(0, 80))"
    )
    assert small == []


def test_passkey_button_needs_a_script(open_page: Any) -> None:
    assert open_page("/accounts/login/").get_by_role("button", name="passkey").is_visible()
    assert (
        not open_page("/accounts/login/", script=False).get_by_role("button", name=re.compile("passkey")).is_visible()
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_are_drawn_from_their_tables(open_page: Any, scheme: str) -> None:
    page = open_page("/gallery/", scheme=scheme)
    kinds = ("bars", "stacked", "lines", "chord")
    for kind in kinds:
        figure = page.locator(f"figure[data-chart={kind}]")
        figure.scroll_into_view_if_needed()
        figure.locator("svg text").first.wait_for()
        picture = figure.locator("[data-picture]")
        assert (picture.get_attribute("role"), "Topics as" in (picture.get_attribute("aria-label") or "")) == (
            "img",
            True,
        )
    # Withheld cells are no bars: three topics, three series, two cells without a number.
    assert "Video calls at work" in page.locator("figure[data-chart=bars] svg").text_content()
    assert page.complaints == []
    assert violations(page) == []
    for kind, start in (("svg", b"<svg"), ("png", b"\x89PNG")):
        with page.expect_download() as download:
            page.locator(f"figure[data-chart=bars] [data-as={kind}]").click()
        assert download.value.suggested_filename == f"topics-as-bars.{kind}"
        assert download.value.path().read_bytes().startswith(start)


def test_a_table_stays_where_no_script_runs(open_page: Any) -> None:
    figure = open_page("/gallery/", script=False).locator("figure[data-chart=bars]")
    assert figure.locator("td").first.is_visible()
    assert [figure.locator(place).is_visible() for place in ("[data-picture]", "[data-save]")] == [False, False]
