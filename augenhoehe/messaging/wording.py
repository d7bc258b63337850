"""From a wording with {placeholders} to subject, plain text and HTML.

A wording is plain text: paragraphs are separated by an empty line, a paragraph `[Label](link)` is the button, and
lines that all begin with a hyphen are a list.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.translation import gettext

from .models import Wording
from .registry import TextKind

_PLACEHOLDER = re.compile(r"(?P<space> ?)\{(?P<name>\w+)\}")
_BUTTON = re.compile(r"^\[(?P<label>[^\]]+)\]\((?P<link>[^)\s]+)\)$")


RULE = "\n\n* * *\n\n"
"""Between two languages of one mail."""
_LINK = re.compile(r"^(?P<label>[^\n]+):\n(?P<link>https?://\S+)$")


@dataclass(frozen=True)
class Rendered:
    subject: str
    text: str
    html: str

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """For a page."""
        return blocks_of(self.text)


def shipped(kind: TextKind, language: str) -> tuple[str, str]:
    """Subject and body as delivered with the product."""
    room, name = kind.key.split(".", 1)
    text = render_to_string(f"mail/{room}/{name}.{language}.txt")
    subject, _, body = text.partition("\n")
    return subject.strip(), body.strip()


def current(kind: TextKind, language: str, programme_id: int | None) -> tuple[str, str]:
    """Subject and body in force: the programme's own wording, else (also where that is empty) the shipped one."""
    own = Wording.objects.filter(key=kind.key, language=language, programme_id=programme_id).first()
    return (own.subject, own.body) if own and own.body else shipped(kind, language)


def unknown_placeholders(kind: TextKind, text: str) -> list[str]:
    """Names in braces that this text has no value for."""
    return sorted({match["name"] for match in _PLACEHOLDER.finditer(text)} - set(kind.placeholders))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders replaced; one without a value goes with the space before it: "Hello {name},"."""

    def value(match: re.Match[str]) -> str:
        found = str(values.get(match["name"], ""))
        return match["space"] + found if found else ""

    return _PLACEHOLDER.sub(value, text)


class Form:
    """A wording in one language, read once, to be filled in for however many readers."""

    def __init__(self, subject: str, body: str, language: str) -> None:
        self._subject, self._paragraphs, self.language = subject, _paragraphs(body), language
        self.frame = get_template("mail/frame.html")
        self.context = {
            "language": language,
            "product_name": settings.PRODUCT_NAME,
            "organisation_name": settings.ORGANISATION_NAME,
            "base_url": settings.BASE_URL,
        }
        with translation.override(language):
            self.footer = render_to_string("mail/footer.txt", self.context).strip()

    def fill(self, values: Mapping[str, str]) -> Rendered:
        """The mail for one reader. `values` are escaped in the HTML part, and never read as a button."""
        return together([(self, values)])

    def subject(self, values: Mapping[str, str]) -> str:
        return " ".join(fill(self._subject, values).split())

    def blocks(self, values: Mapping[str, str]) -> list[dict[str, Any]]:
        return [block for part in self._paragraphs for block in _blocks(part, values)]


def together(forms: Sequence[tuple[Form, Mapping[str, str]]]) -> Rendered:
    """One mail from each form with its values: the same in several languages for a reader whose language is unknown.

    The first language is on top, where each of the others says that it follows below.
    """
    first, rest = forms[0][0], forms[1:]
    parts = [(form.language, form.blocks(values)) for form, values in forms]
    for form, _values in rest:
        with translation.override(form.language):
            # Translators: into your own language, "English" included: it stands above a text in another language.
            hint = gettext("You will find this text in English further down.")
        parts[0][1].insert(0, _block(text=hint, language=form.language))
    subject = " / ".join(form.subject(values) for form, values in forms)[:250]
    html = first.frame.render({**first.context, "subject": subject, "parts": parts})
    text = RULE.join("\n\n".join(_plain(block) for block in blocks) for _language, blocks in parts)
    return Rendered(subject, f"{text}\n\n-- \n{first.footer}\n", html)


def _plain(block: Mapping[str, Any]) -> str:
    return f"{block['button']['label']}:\n{block['button']['link']}" if block["button"] else str(block["text"])


def form_of(kind: TextKind, language: str, programme_id: int | None = None) -> Form:
    """The wording in force, ready to be filled in."""
    with translation.override(language):
        return Form(*current(kind, language, programme_id), language)


def render(kind: TextKind, language: str, values: Mapping[str, str], programme_id: int | None = None) -> Rendered:
    """The mail as it goes out."""
    return form_of(kind, language, programme_id).fill(values)


def render_wording(subject: str, body: str, language: str, values: Mapping[str, str]) -> Rendered:
    """The same for a wording that is not in force, e.g. one being written."""
    return Form(subject, body, language).fill(values)


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def _blocks(paragraph: str, values: Mapping[str, str]) -> list[dict[str, Any]]:
    """One paragraph of a wording; a value may bring several, such as a guide."""
    # Looked for before the values are filled in: a person's own words cannot become a button.
    if match := _BUTTON.match(paragraph):
        return [_block(button={name: fill(text, values) for name, text in match.groupdict().items()})]
    return [_words(part) for part in _paragraphs(fill(paragraph, values))]


def _words(text: str) -> dict[str, Any]:
    """A paragraph, with its `points` where it is a list."""
    lines = text.splitlines()
    points = all(line.startswith("- ") for line in lines)
    return _block(text=text, points=[line.removeprefix("- ") for line in lines] if points else [])


def _block(**parts: Any) -> dict[str, Any]:
    """Every block has every name: looking for one that is not there is slow in a template."""
    return {"button": None, "points": [], "text": "", "language": "", **parts}


def blocks_of(text: str) -> list[dict[str, Any]]:
    """A rendered plain text in paragraphs again, for a page; a label above a link is a button."""
    return [
        _block(button=match.groupdict()) if (match := _LINK.match(part)) else _words(part) for part in _paragraphs(text)
    ]
