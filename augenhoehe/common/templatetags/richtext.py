"""Texts written with a few signs, as HTML or plain."""

from django import template
from django.utils.safestring import SafeString

from augenhoehe.common.richtext import plain as as_plain
from augenhoehe.common.richtext import rendered

register = template.Library()


@register.filter
def richtext(source: str, heading: int = 2) -> SafeString:
    """Safe HTML; `heading` is the level of the first heading in it."""
    return rendered(source or "", heading=heading)


@register.filter
def plain(source: str, most: int = 0) -> str:
    """One line without signs, cut after `most` characters."""
    return as_plain(source or "", most=most)
