"""What a cohort does beside application, matching, agreement and meetings. Each part can be switched off.

A room asks `cohort.uses(Part.…)` before it shows or asks anything of a part; with it off, nothing of it is left: no
step, no page, no mail, no line in a checklist.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    WORKSHOP = "workshop", _("Topic workshop before the applications")
    ANNOUNCEMENT = "announcement", _("Announcement to the units’ distribution lists")
    NEED_CHECK = "need_check", _("Need check for mentees")
    WORKING_TIME = "working_time", _("Working-time approval by the supervisor")
    EVENTS = "events", _("Kick-off, training and supervision as events")
    PREPARATION = "preparation", _("Short preparation of the executives before the first talk")
    BACKING = "backing", _("Appearances of the sponsor")


def all_parts() -> list[str]:
    """A cohort's default: everything is on."""
    return [*Part.values]
