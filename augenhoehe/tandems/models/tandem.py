from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Side
from augenhoehe.common.models import Timestamped, Versioned
from augenhoehe.programmes.models import Cohort

from ..enums import LIVE, STORED_ANSWERS, Answer, TandemState

if TYPE_CHECKING:
    from augenhoehe.applications.models import Application
    from augenhoehe.people.models import Person

_ALL_OPEN = Q(mentor_answer="open", mentee_answer="open", mentor_confirms="open", mentee_confirms="open")


class TandemQuerySet(models.QuerySet["Tandem"]):
    def visible_to(self, person: "Person") -> "TandemQuerySet":
        """Tandems this person is one of the two partners of."""
        return self.filter(Q(mentor__person=person) | Q(mentee__person=person))

    def managed_by(self, person: "Person") -> "TandemQuerySet":
        """Tandems of cohorts this person runs in the office; what it may read of them: `selectors.office`."""
        return self.filter(cohort__in=Cohort.objects.managed_by(person))

    def live(self) -> "TandemQuerySet":
        """Tandems that take a place of both partners."""
        return self.filter(state__in=LIVE)


class Tandem(Timestamped, Versioned):
    """A mentor and a mentee, from the published proposal on.

    `place` numbers the mentor's mentees: together with the unique constraint it keeps anybody from having more
    partners than places, whatever two requests do at the same time.

    A "no" is never stored: it ends the tandem, and with the end both sides' answers are wiped, so nobody can look up
    who it was. The database refuses anything else.
    """

    cohort = models.ForeignKey("programmes.Cohort", on_delete=models.CASCADE, related_name="tandems")
    proposal = models.ForeignKey("matching.Proposal", null=True, on_delete=models.SET_NULL, related_name="+")
    mentor = models.ForeignKey("applications.Application", on_delete=models.CASCADE, related_name="tandems_as_mentor")
    mentee = models.ForeignKey("applications.Application", on_delete=models.CASCADE, related_name="tandems_as_mentee")
    place = models.PositiveSmallIntegerField(default=1)
    capacity = models.PositiveSmallIntegerField(default=1, help_text="the mentor's places when it was published")
    state = models.CharField(max_length=12, choices=TandemState, default=TandemState.PROPOSED)
    score = models.PositiveIntegerField(null=True)
    reasons = models.JSONField(default=dict, help_text="the parts of the fit, as both partners see them")

    mentor_answer = models.CharField(max_length=5, choices=Answer, default=Answer.OPEN)
    mentee_answer = models.CharField(max_length=5, choices=Answer, default=Answer.OPEN)
    mentor_confirms = models.CharField(max_length=5, choices=Answer, default=Answer.OPEN)
    mentee_confirms = models.CharField(max_length=5, choices=Answer, default=Answer.OPEN)
    answer_by = models.DateTimeField()
    confirm_by = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True, help_text="when open answers were reminded of")
    begins_on = models.DateField(null=True, help_text="day of the first talk; from the confirmation on")
    ends_on = models.DateField(
        null=True, help_text="last day, with extension and breaks; also of what did not come about"
    )
    confirm_asked_at = models.DateTimeField(null=True, help_text="when both were asked how the first talk went")

    objects = TandemQuerySet.as_manager()

    class Meta:
        verbose_name = _("tandem")
        verbose_name_plural = _("tandems")
        ordering = ("-created_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("mentee",), condition=Q(state__in=LIVE), name="one_tandem_a_mentee"),
            models.UniqueConstraint(fields=("mentor", "place"), condition=Q(state__in=LIVE), name="one_tandem_a_place"),
            models.CheckConstraint(
                condition=Q(place__gte=1) & Q(place__lte=F("capacity")), name="no_more_than_capacity"
            ),
            models.CheckConstraint(condition=~Q(mentor=F("mentee")), name="nobody_is_their_own_partner"),
            models.CheckConstraint(condition=Q(state__in=TandemState.values), name="tandem_state_known"),
            models.CheckConstraint(
                condition=Q(mentor_answer__in=STORED_ANSWERS)
                & Q(mentee_answer__in=STORED_ANSWERS)
                & Q(mentor_confirms__in=STORED_ANSWERS)
                & Q(mentee_confirms__in=STORED_ANSWERS),
                name="a_no_is_not_stored",
            ),
            models.CheckConstraint(condition=~Q(state="not_formed") | _ALL_OPEN, name="nobody_is_told_apart"),
        ]

    def side_of(self, person: "Person") -> Side | None:
        """Which side this person is on; None for a stranger."""
        if self.mentor.person_id == person.pk:
            return Side.MENTOR
        return Side.MENTEE if self.mentee.person_id == person.pk else None

    def application_of(self, side: Side) -> "Application":
        return self.mentor if side == Side.MENTOR else self.mentee

    def partner_of(self, side: Side) -> "Application":
        return self.mentee if side == Side.MENTOR else self.mentor

    def answer_of(self, side: Side) -> str:
        return self.mentor_answer if side == Side.MENTOR else self.mentee_answer

    def confirms_of(self, side: Side) -> str:
        return self.mentor_confirms if side == Side.MENTOR else self.mentee_confirms
