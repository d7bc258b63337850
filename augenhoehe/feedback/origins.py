from django.utils.translation import gettext as _

from augenhoehe.programmes.origins import register_origin


def _words(theme: str) -> str:
    return _("Feedback talks, theme “%(theme)s”") % {"theme": theme} if theme else _("Feedback talks")


register_origin("feedback", _words)
