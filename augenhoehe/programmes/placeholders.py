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
CALL_RELEASED = register(
    TextKind(
        key="programmes.call_released",
        title=_("A call is released"),
        audience=_("the staff council"),
        placeholders={
            "first_name": _("first name of the reader"),
            "person": _("name of the colleague"),
            "programme": _("the programme"),
            "cohort": _("name of the cohort"),
            "council": _("what is written down about the staff council"),
            "points": _("that all is settled, or what is open and why"),
            "link": _("link to the staff council’s page"),
        },
        sample={
            "first_name": "Kim",
            "person": "Alex Beispiel",
            "programme": "Reverse Mentoring",
            "cohort": "2027",
            "council": "has agreed, 4 May 2027",
            "points": "All points are settled.",
            "link": "https://example.org/council/",
        },
    )
)
