"""The five areas of DigComp, the European Union's framework of digital competences."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

AREAS: Final[dict[int, Any]] = {
    1: _("1 – information and data"),
    2: _("2 – communication and collaboration"),
    3: _("3 – creating content"),
    4: _("4 – safety"),
    5: _("5 – solving problems"),
}
