from django import template
from django.utils.formats import number_format
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def hours(minutes: int) -> str:
    """Minutes as hours, the way a reader writes them: 90 → "1.5 hours"."""
    number = minutes // 60 if minutes % 60 == 0 else round(minutes / 60, 2)
    return ngettext("%(n)s hour", "%(n)s hours", 1 if number == 1 else 2) % {"n": number_format(number)}
