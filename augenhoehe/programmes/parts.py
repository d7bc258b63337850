"""What a cohort does beside application, matching, agreement and meetings. Each part can be switched off.

A room asks `cohort.uses(Part.…)` before it shows or asks anything of a part; with it off, nothing of it is left: no
step, no page, no mail, no line in a checklist.
"""

from typing import Any, Final

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
    UNDERTAKING = "undertaking", _("Joint undertaking, and the library of results")
    QUIET = "quiet", _("Asking tandems without a date whether something is the matter")
    COMPANION = "companion", _("Mails along the months of a tandem")
    SURVEYS = "surveys", _("Questionnaires, from the admission over half-time to a year after the start")
    MIRROR = "mirror", _("Perspective mirror of the two")
    FEEDBACK = "feedback", _("Feedback talks with active mentors")
    BENEFITS = "benefits", _("Benefits for mentors")
    CERTIFICATES = "certificates", _("Certificates and badges")
    NETWORK = "network", _("Directory of alumni, and circles that meet again")


FALLS_AWAY: Final[dict[Part, Any]] = {
    Part.WORKSHOP: _("Without it you gather the topics yourself in the pool."),
    Part.ANNOUNCEMENT: _(
        "Without it no distribution list gets a mail about the call: you spread the word yourself. Whoever is on the "
        "interest list is told all the same."
    ),
    Part.NEED_CHECK: _("Without it mentees say what they need, and get no advice on whether a course fits better."),
    Part.WORKING_TIME: _("Without it no supervisor is asked: that it is working time, you settle in another way."),
    Part.EVENTS: _("Without it there is no sign-up, no invitation and no list of who came."),
    Part.PREPARATION: _("Without it executives go into the first talk without the short reading."),
    Part.BACKING: _("Without it the sponsor’s appearances are no dated tasks."),
    Part.UNDERTAKING: _("Without it tandems meet and talk; they plan nothing together and publish no results."),
    Part.QUIET: _("Without it nobody is asked after weeks without a date, and you hear nothing of it either."),
    Part.COMPANION: _("Without it tandems get no mails between the confirmation and the end but those of their dates."),
    Part.SURVEYS: _(
        "Without it nobody is asked what the programme brought, and the report tells of dates and hours alone."
    ),
    Part.MIRROR: _("Without it the two do not compare where their views meet and where not."),
    Part.FEEDBACK: _("Without it there is no plan of talks with mentors, and lessons come from elsewhere."),
    Part.BENEFITS: _("Without it mentors are offered no seminar places, shadowing or dates of their own."),
    Part.CERTIFICATES: _("Without it nobody gets a certificate or a badge."),
    Part.NETWORK: _("Without it former participants have no directory and no circles; the network’s figures stay."),
}
"""What a cohort goes without when a part is off, in one sentence."""


def all_parts() -> list[str]:
    """A cohort's default: everything is on."""
    return [*Part.values]
