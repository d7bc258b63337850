from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Drafted, Timestamped, Versioned

from ..codes import spaced
from ..enums import LONGEST_TEXT, MOST_EACH, MOST_VOTES, TRANSITIONS, Outcome, Wish, WorkshopState
from .pool import Topic

if TYPE_CHECKING:
    from augenhoehe.programmes.models import Cohort


class WorkshopQuerySet(models.QuerySet["Workshop"]):
    def of(self, cohort: "Cohort") -> "WorkshopQuerySet":
        """The cohort's workshops, the latest first; the caller has seen to it that the reader runs the cohort."""
        return self.filter(cohort=cohort)


class Workshop(Timestamped, Versioned, Drafted):
    """An hour in which people say what they want to learn and what they can show.

    `board_edition` counts what changes on the board, `vote_edition` what changes in the votes: whoever watches asks
    whether the number is still the same, and mostly that is all.
    """

    cohort = models.ForeignKey("programmes.Cohort", on_delete=models.CASCADE, related_name="workshops")
    title = models.CharField(_("Title"), max_length=120)
    held_on = models.DateField(_("Date"))
    state = models.CharField(_("State"), max_length=10, choices=WorkshopState, default=WorkshopState.PREPARED)
    code = models.CharField(max_length=8, unique=True, editable=False)
    votes_each = models.PositiveSmallIntegerField(_("Votes for each phone"), default=5)
    board_edition = models.PositiveIntegerField(default=0, editable=False)
    vote_edition = models.PositiveIntegerField(default=0, editable=False)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic workshop")
        verbose_name_plural = _("topic workshops")
        ordering = ("-held_on", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("cohort", "draft_key"), name="one_workshop_a_draft"),
            models.CheckConstraint(condition=Q(state__in=WorkshopState.values), name="workshop_state_known"),
            models.CheckConstraint(condition=Q(votes_each__range=(1, MOST_VOTES)), name="votes_each_sensible"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def spoken_code(self) -> str:
        return spaced(self.code)

    def may_become(self, state: WorkshopState) -> bool:
        return state in TRANSITIONS[WorkshopState(self.state)]


class Group(Timestamped, Versioned):
    """A heading on the board with what belongs to it; it can be voted for, and become a topic.

    Merging only points from one group to another, so that it can be undone and no vote moves: whatever stands in a
    group that was merged counts for the one it leads to. The kept figures are what is left once contributions and
    votes have been deleted.
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(_("Name"), max_length=LONGEST_TEXT)
    pick = models.ForeignKey(Topic, null=True, on_delete=models.SET_NULL, related_name="+")
    merged_into = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="merged")
    merged_at = models.DateTimeField(null=True)
    hidden = models.BooleanField(default=False)
    outcome = models.CharField(max_length=5, choices=Outcome, default=Outcome.OPEN, blank=True)
    result = models.ForeignKey(Topic, null=True, on_delete=models.SET_NULL, related_name="groups")
    kept_wants = models.PositiveIntegerField(default=0)
    kept_offers = models.PositiveIntegerField(default=0)
    kept_votes = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("workshop", "pick"), name="one_group_a_pick"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="not_merged_into_itself"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="outcome_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Contribution(Timestamped, Drafted):
    """What somebody wrote. By whom, or from which phone, is not stored."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="contributions")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="contributions")
    kind = models.CharField(max_length=5, choices=Wish)
    text = models.CharField(max_length=LONGEST_TEXT)
    hidden = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("workshop", "draft_key"), name="one_contribution_a_draft"),
            models.CheckConstraint(condition=Q(kind__in=Wish.values), name="wish_known"),
        ]


class Pen(models.Model):
    """How much one phone has written, so that none fills the board alone; which contributions they were is not stored.

    `device` is another hash than that of the phone's votes: the two cannot be laid side by side.
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="pens")
    device = models.CharField(max_length=64)
    written = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("pen")
        verbose_name_plural = _("pens")
        constraints = [
            models.UniqueConstraint(fields=("workshop", "device"), name="one_pen_a_phone"),
            models.CheckConstraint(condition=Q(written__lte=MOST_EACH), name="no_more_written_than"),
        ]


class Vote(models.Model):
    """One vote of one phone.

    `device` is a keyed hash of a random number in the phone's cookie. `place` numbers the phone's votes: together with
    the constraints it keeps any phone from having more votes than `limit`, whatever its requests do at the same time.
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="votes")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="votes")
    device = models.CharField(max_length=64)
    place = models.PositiveSmallIntegerField()
    limit = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(fields=("workshop", "device", "place"), name="one_vote_a_place"),
            models.UniqueConstraint(fields=("group", "device"), name="one_vote_a_group"),
            models.CheckConstraint(condition=Q(place__gte=1) & Q(place__lte=F("limit")), name="no_more_votes_than"),
            models.CheckConstraint(condition=Q(limit__lte=MOST_VOTES), name="vote_limit_sensible"),
        ]
