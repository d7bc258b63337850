"""A look that has passed is not judged again; whatever looks different is."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from .accessibility import violations

pytestmark = pytest.mark.browser
PAGE = """<!DOCTYPE html><html lang="en"><head><title>A page</title><style>
  body {{ background: #fff; color: #222 }} .quiet {{ color: #555 }} {style}
</style></head><body><main><h1>A page</h1>
<div class="card"><p class="quiet">{text}</p></div>{more}</main></body></html>"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


def look_at(page: Page, passed: set[int], *, style: str = "", text: str = "Words", more: str = "") -> list[str]:
    page.set_content(PAGE.format(style=style, text=text, more=more))
    return [one.partition(":")[0] for one in violations(page, passed)]


def test_a_look_is_judged_once_and_every_change_of_it_again(page: Page) -> None:
    """The same markup in another colour, on another ground, smaller, fainter; and what was hidden when it passed."""
    passed: set[int] = set()
    more = '<p class="late" hidden>Later</p>'
    assert look_at(page, passed, more=more) == []
    known = len(passed)
    assert look_at(page, passed, text="Other words", more=more) == []
    assert len(passed) == known == 2
    for style in (
        ".quiet { color: #bbb }",
        ".card { background: #777 }",
        ".card { opacity: 0.4 }",
        "@media screen { body { background: #444 } }",
    ):
        assert "color-contrast" in look_at(page, set(), style=style), style
        assert "color-contrast" in look_at(page, passed, style=style), style
        assert "color-contrast" in look_at(page, passed, style=style), "what failed is no passed look"
    large = ".quiet { color: #888; font-size: 24px }"
    assert look_at(page, passed, style=large) == []
    assert look_at(page, passed, style=large.replace("24px", "16px")) == ["color-contrast"]
    assert look_at(page, passed, style=".late { color: #ccc }", more=more.replace(" hidden", "")) == ["color-contrast"]


def test_all_other_rules_see_every_element(page: Page) -> None:
    passed: set[int] = set()
    field = '<label>Name <input class="field"></label>'
    assert look_at(page, passed, more=field) == []
    assert look_at(page, passed, more=f"{field}<input class='field'>") == ["label"]
