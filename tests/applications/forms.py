"""What a browser would send: the fields of a page's form with the values it shows, and changes on top."""

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse


class _Fields(HTMLParser):
    """Controls inside <main>; a select's chosen option, ticked boxes, inputs and text areas."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self.select = self.area = ""
        self.first: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "select":
            self.select, self.first = name, None
        elif tag == "option" and self.select:
            value = given.get("value") or ""
            if self.first is None:
                self.first = value
            if "selected" in given:
                self.found[self.select] = [value]
        elif tag == "textarea":
            self.area = name
            self.found[name] = [""]
        elif tag == "input" and name:
            self._input(name, given)

    def _input(self, name: str, given: dict[str, str | None]) -> None:
        kind = given.get("type")
        if kind in ("checkbox", "radio") and "checked" not in given:
            return
        self.found.setdefault(name, []).append(given.get("value") or ("on" if kind == "checkbox" else ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self.select:
            self.found.setdefault(self.select, [self.first or ""])
            self.select = ""
        elif tag == "textarea":
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.found[self.area] = [self.found[self.area][0] + data.removeprefix("\n")]


def fields(response: HttpResponse, **changes: Any) -> dict[str, Any]:
    """The form on the page as data for a POST."""
    html = response.content.decode()
    parser = _Fields()
    parser.feed(html[html.index("<main") : html.index("</main>")])
    data: dict[str, Any] = {name: values for name, values in parser.found.items() if name}
    data.pop("csrfmiddlewaretoken", None)
    return data | changes
