from django.db import models
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    REVERSE = "reverse", _("reverse: the mentor stands below the mentee")
    CLASSIC = "classic", _("classic: the mentor stands above the mentee")
    EQUAL = "equal", _("between equals")


class ProgrammeKind(models.TextChoices):
    PILOT = "pilot", _("Pilot")
    REGULAR = "regular", _("Regular programme")


class PhaseKind(models.TextChoices):
    CALL = "call", _("Call")
    SELECTION = "selection", _("Selection")
    MATCHING = "matching", _("Matching")
    RUNNING = "running", _("Running")
    CLOSING = "closing", _("Closing")
    FOLLOW_UP = "follow_up", _("Follow-up")


class RoleKind(models.TextChoices):
    OFFICE = "office", _("Programme office")
    APPROVER = "approver", _("Second approver")
    STAND_IN = "stand_in", _("Stand-in")
    SPONSOR = "sponsor", _("Sponsor")
    COUNCIL = "council", _("Staff council")
    CONFIDANT = "confidant", _("Confidant")


class GatePoint(models.TextChoices):
    """What has to be settled before a call opens."""

    COUNCIL = "council", _("Staff council involved")
    PRIVACY = "privacy", _("Data protection consulted")
    LEGAL_BASIS = "legal_basis", _("Legal basis chosen")
    RETENTION = "retention", _("Retention periods confirmed")
    BUDGET = "budget", _("Hours budget set")


class CouncilResult(models.TextChoices):
    AGREED = "agreed", _("has agreed")
    INFORMED = "informed", _("was informed")
    NOT_REQUIRED = "not_required", _("not required here")
    UNRECORDED = "unrecorded", _("not recorded: the call began before this checklist existed")


class LegalBasis(models.TextChoices):
    CONSENT = "consent", _("Consent of those who take part")
    AGREEMENT = "agreement", _("Service agreement with the staff council")
    EMPLOYMENT = "employment", _("Law on staff data (Article 88 GDPR and the law of the state)")
    PUBLIC_TASK = "public_task", _("Public task (Article 6(1)(e) GDPR)")
    OTHER = "other", _("Other, as described")


class Asked(models.TextChoices):
    """Whose supervisors are asked whether taking part is working time."""

    MENTORS = "mentors", _("the mentors’")
    BOTH = "both", _("the mentors’ and the mentees’")


class LessonState(models.TextChoices):
    OPEN = "open", _("not decided yet")
    ADOPTED = "adopted", _("adopted")
    DROPPED = "dropped", _("dropped")


class Subject(models.TextChoices):
    """What a kept change of settings is about."""

    PROGRAMME = "programme", _("Programme")
    CREATED = "created", _("New cohort")
    COHORT = "cohort", _("Cohort")
    PHASES = "phases", _("Phases")
    RULES = "rules", _("Rules and weights")
    GATE = "gate", _("Before the call")
    ARCHIVE = "archive", _("Archive")
