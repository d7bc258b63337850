from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.links import MailLink

from .event import Event


class EventLink(MailLink):
    """A link in a mail with which one person says whether they come; it holds until the event begins."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="links")
    application = models.ForeignKey("applications.Application", on_delete=models.CASCADE, related_name="event_links")

    class Meta:
        verbose_name = _("link to an event")
        verbose_name_plural = _("links to events")


class PreparationLink(MailLink):
    """A link in a mail to the preparation of one person; it works once."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="preparation_links"
    )

    class Meta:
        verbose_name = _("link to the preparation")
        verbose_name_plural = _("links to the preparation")
