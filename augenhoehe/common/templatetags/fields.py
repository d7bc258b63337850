from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def with_hint(field: BoundField) -> SafeString:
    """The control of a field whose hint comes from the page and not from the form, tied to that hint."""
    ids = f"{field.auto_id}_helptext" + (f" {field.auto_id}_error" if field.errors else "")
    return field.as_widget(attrs={"aria-describedby": ids})
