"""Text that people write with a few signs (Markdown), as safe HTML.

What is stored is the source. It knows no HTML and no images: no script, no style, no picture from elsewhere that would
tell its owner who reads. The result is cleaned once more by a second library: a fault in one is none on the page.
"""

from typing import Final

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER: Final = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(
    ["image", "html_block", "html_inline"]
)
_TAGS: Final = {
    *("p", "br", "h2", "h3", "h4", "h5", "strong", "em", "ul", "ol", "li", "blockquote", "a", "hr", "code", "pre")
}
_ATTRIBUTES: Final = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES: Final = {"http", "https", "mailto"}
_DEEPEST = 5
_WORDS = ("text", "code_inline", "softbreak", "hardbreak")


def rendered(source: str, *, heading: int = 2) -> SafeString:
    """The text as HTML. `heading` is the level of its first heading; none below skips a level, whatever was written."""
    tokens = _PARSER.parse(source)
    _settle_headings(tokens, heading)
    html = _PARSER.renderer.render(tokens, _PARSER.options, {})
    return mark_safe(nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES))  # noqa: S308


def plain(source: str, *, most: int = 0) -> str:
    """The running text without its signs and headings, in one line; after `most` characters cut behind a word."""
    lines, in_heading = [], False
    for token in _PARSER.parse(source):
        in_heading = token.type == "heading_open" or (in_heading and token.type != "heading_close")
        if token.type == "inline" and not in_heading:
            lines.append("".join(part.content or " " for part in token.children or () if part.type in _WORDS))
    text = " ".join(" ".join(lines).split())
    if not most or len(text) <= most:
        return text
    return f"{text[:most].rpartition(' ')[0] or text[:most]} …"


def _settle_headings(tokens: list[Token], first: int) -> None:
    """Headings in order for those who hear the page: each at most one level below the one before."""
    deepest, shift = first - 1, first - min((int(t.tag[1]) for t in tokens if t.type == "heading_open"), default=1)
    for token in tokens:
        if token.type == "heading_open":
            deepest = min(int(token.tag[1]) + shift, deepest + 1, _DEEPEST)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{deepest}"
