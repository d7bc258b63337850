from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.registry import TextKind, register

REPORT_PUBLISHED = register(
    TextKind(
        key="outreach.report_published",
        title=_("Experience report published"),
        audience=_("participants who handed one in"),
        placeholders={
            "programme": _("the programme"),
            "title": _("the title of the report"),
            "link": _("the report’s page"),
        },
        sample={
            "programme": "Reverse Mentoring",
            "title": "What I learnt from asking",
            "link": "https://example.org/programmes/reverse-mentoring/news/1/",
        },
    )
)
