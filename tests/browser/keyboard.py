"""Hands on the keyboard alone, on a phone. At every stop of Tab it is looked whether one sees where one is.

A stop has to show an outline, stand inside the window and not under something else, come after the stop before in the
page and not above it; and the focus neither sticks nor gets lost.
"""

import datetime as dt
from http import HTTPStatus
from typing import Any, Final

import pytest
from playwright.sync_api import Page

from .conftest import Visitor

MOST_TABS: Final = 250
PARTS_OF_A_DATE: Final = 8
"""So often Tab may stay within one field: a day has three parts, its calendar is one more."""

LOOK: Final = """async (wanted) => {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return null;
  const drawn = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const marked = [getComputedStyle(one), getComputedStyle(one, "::before"), getComputedStyle(one.parentElement)];
  const box = one.getBoundingClientRect();
  const label = one.labels && one.labels[0];
  const hit = [0.5, 0.1, 0.9].some((down) => {
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height * down);
    return top && (one.contains(top) || top.contains(one) || (label && label.contains(top)));
  });
  let still = false;
  for (let up = one; up; up = up.parentElement) {
    const style = getComputedStyle(up);
    still ||= style.position === "fixed" || style.position === "sticky";
  }
  const last = window.lastStop;
  const order = last && last.isConnected ? last.compareDocumentPosition(one) : 0;
  window.lastStop = one;
  return {
    there: one.matches(wanted),
    first: one.matches(".ah-skip"),
    what: one.outerHTML.slice(0, 160),
    same: last === one,
    backwards: Boolean(order & Node.DOCUMENT_POSITION_PRECEDING),
    marked: marked.some(drawn),
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    seen: box.width > 0 && box.height > 0 && hit,
    top: box.top + scrollY, bottom: box.bottom + scrollY, left: box.left, right: box.right, still,
  };
}"""


class Keyboard:
    """Whoever has no mouse. It begins where the page begins, as after loading it."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page: Page = visitor.page

    def enter(self, persona: str) -> None:
        """Sign in as one of the demo's personas."""
        self.page.context.clear_cookies(name="sessionid")
        self.visitor.open("/demo/")
        self.follow(f'button[name="persona"][value="{persona}"]')
        assert self.page.url.endswith("/home/")

    def to(self, selector: str, *, back: bool = False) -> None:
        """Press Tab until what the selector names has the focus."""
        last: dict[str, Any] | None = None
        stays = stops = 0
        for _press in range(MOST_TABS):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            stop = self.page.evaluate(LOOK, selector)
            if stop is not None:
                if stop["first"] and stops and not back:
                    break  # once round
                stops += 1
                stays = stays + 1 if stop["same"] else 0
                assert stays < PARTS_OF_A_DATE, f"the focus sticks at {stop['what']} on {self.page.url}"
                self._judge(stop, None if stop["same"] else last, back=back)
                if stop["there"]:
                    return
            last = stop
        pytest.fail(f"the keyboard does not reach {selector} on {self.page.url}")

    def _judge(self, stop: dict[str, Any], last: dict[str, Any] | None, *, back: bool) -> None:
        where = f"{stop['what']} on {self.page.url}"
        assert stop["marked"], f"nothing shows the focus at {where}"
        assert stop["inside"], f"the focus is out of sight at {where}"
        assert stop["seen"], f"the focus is covered at {where}"
        if last is None or stop["still"] or last["still"]:
            return
        assert stop["backwards"] == back, f"the order is not the page's at {where}"
        first, second = (stop, last) if back else (last, stop)
        above = second["bottom"] <= first["top"] and second["left"] < first["right"] and first["left"] < second["right"]
        assert not above, f"the focus jumps up at {where}"

    def follow(self, selector: str) -> None:
        """Go there and press Enter, which opens another page."""
        self.to(selector)
        with self.page.expect_navigation() as found:
            self.page.keyboard.press("Enter")
        assert found.value is None or found.value.status < HTTPStatus.INTERNAL_SERVER_ERROR, self.page.url

    def send(self, form: str = "main .ah-form") -> None:
        self.follow(f"{form} .ah-form-actions button")

    def write(self, selector: str, text: str) -> None:
        """Go to a field and type in place of what stands there."""
        self.to(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def write_time(self, selector: str, digits: str) -> None:
        """Go to a time in the morning and type its parts, which follow each other by themselves."""
        self.to(selector)
        self.page.keyboard.type(f"{digits}A")  # where this browser counts twelve hours, it asks for the half of the day
        assert self.page.evaluate("document.activeElement.value") == f"{digits[:2]}:{digits[2:]}"

    def write_day(self, selector: str, day: dt.date) -> None:
        """Go to a day and type it, day or month first, as this browser's own field wants it."""
        self.to(selector)
        for digits in (f"{day:%d%m%Y}", f"{day:%m%d%Y}"):
            self.page.keyboard.type(digits)
            if self.page.evaluate("document.activeElement.value") == day.isoformat():
                return
            for _part in range(2):
                self.page.keyboard.press("ArrowLeft")
        pytest.fail(f"{selector} does not take {day}")

    def tick(self, selector: str) -> str:
        """Go to a box or a round button and press Space; returns its value."""
        self.to(selector)
        self.page.keyboard.press("Space")
        assert self.page.evaluate("document.activeElement.checked")
        value: str = self.page.evaluate("document.activeElement.value")
        return value

    def turn(self, key: str) -> str:
        """Press an arrow key in a group of round buttons; returns the value of the one that is chosen by it."""
        self.page.keyboard.press(key)
        stop = self.page.evaluate(LOOK, "input[type=radio]:checked")
        assert (stop or {}).get("there"), f"{key} chooses nothing on {self.page.url}"
        self._judge(stop, None, back=False)
        value: str = self.page.evaluate("document.activeElement.value")
        return value
