from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.registry import TextKind, register

ROLE_GIVEN = register(
    TextKind(
        key="programmes.role_given",
        title=_("You work for a programme"),
        audience=_("people who get a role in a programme"),
        placeholders={"role": _("the role"), "programme": _("the programme"), "link": _("the start page")},
        sample={
            "role": "Programme office",
            "programme": "Reverse Mentoring",
            "link": "https://example.org/home/",
        },
    )
)
