from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("computing")
    READY = "ready", _("proposals ready")
    FAILED = "failed", _("could not be computed")
    SUBMITTED = "submitted", _("waits for the second person")
    PUBLISHED = "published", _("published")
    DISCARDED = "discarded", _("discarded")
    EMPTIED = "emptied", _("emptied after a withdrawal")


TRANSITIONS: Final[dict[RunState, frozenset[RunState]]] = {
    RunState.QUEUED: frozenset({RunState.RUNNING, RunState.FAILED, RunState.DISCARDED}),
    RunState.RUNNING: frozenset({RunState.READY, RunState.FAILED, RunState.EMPTIED}),
    RunState.READY: frozenset({RunState.SUBMITTED, RunState.PUBLISHED, RunState.DISCARDED, RunState.EMPTIED}),
    RunState.FAILED: frozenset({RunState.QUEUED, RunState.DISCARDED}),
    RunState.SUBMITTED: frozenset({RunState.READY, RunState.PUBLISHED, RunState.DISCARDED, RunState.EMPTIED}),
    # A published run proves the pairs of others: it stays whole.
    RunState.PUBLISHED: frozenset(),
    RunState.DISCARDED: frozenset({RunState.EMPTIED}),
    RunState.EMPTIED: frozenset(),
}

# Somebody waits for its result.
ACTIVE: Final = (RunState.QUEUED, RunState.RUNNING)
# It has a result that can be looked at.
COMPUTED: Final = (RunState.READY, RunState.SUBMITTED, RunState.PUBLISHED)


class DecisionKind(models.TextChoices):
    LOCK = "lock", _("set by the office")
    BAN = "ban", _("forbidden by the office")


class Origin(models.TextChoices):
    """What made the office compute."""

    START = "start", _("started by hand")
    LOCK = "lock", _("after a pair was set")
    BAN = "ban", _("after a pair was forbidden")
    TAKEN_BACK = "taken_back", _("after a decision was taken back")
    PAIR = "pair", _("one pair alone, after a tandem did not come about")
