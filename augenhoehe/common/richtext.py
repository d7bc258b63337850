"""Text that people write with a few signs (Markdown), as safe HTML.

What is stored is the source. It knows no HTML and no images: no script, no style, no picture from elsewhere that would
tell its owner who reads. The result is cleaned once more by a second library: a fault in one is none on the page.
"""

from typing import Final

import nh3
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
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


def rendered(source: str, *, heading: int = 2) -> SafeString:
    """The text as HTML. `heading` is the level of its first heading; none below skips a level, whatever was written."""
    tokens = _PARSER.parse(source)
    _settle_headings(tokens, heading)
    html = _PARSER.renderer.render(tokens, _PARSER.options, {})
    return mark_safe(nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES))  # noqa: S308


def plain(source: str, *, most: int = 0) -> str:
    """The text without its signs, in one line; cut at a word after `most` characters."""
    html = nh3.clean(_PARSER.render(source), tags=_TAGS, attributes={})
    text = " ".join(strip_tags(html.replace("<", " <")).split())
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("&nbsp;", " ")
    return Truncator(text).chars(most) if most else text


def _settle_headings(tokens: list[Token], first: int) -> None:
    """Headings in order for those who hear the page: each at most one level below the one before."""
    deepest, shift = first - 1, first - min((int(t.tag[1]) for t in tokens if t.type == "heading_open"), default=1)
    for token in tokens:
        if token.type == "heading_open":
            deepest = min(int(token.tag[1]) + shift, deepest + 1, _DEEPEST)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{deepest}"
