import datetime as dt
import hashlib
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.models import Application
from augenhoehe.common.models import Bilingual, Drafted, Timestamped, Versioned
from augenhoehe.programmes.models import Cohort

from ..enums import Audience, BenefitKind, PlaceState, RoundState

if TYPE_CHECKING:
    from augenhoehe.people.models import Person


class BenefitRound(Timestamped, Versioned):
    """A catalogue of benefits, what people wish from it, and who gets what.

    The seed of the lottery is drawn when the round opens, before anybody wishes; everybody reads its fingerprint from
    then on and the seed itself with the result. So nobody can choose it, and everybody can draw again.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="benefit_rounds")
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=RoundState, default=RoundState.PREPARING)
    until = models.DateField(_("Last day for wishes"), null=True)
    seed = models.CharField(max_length=32, blank=True)
    opened_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("round of benefits")
        verbose_name_plural = _("rounds of benefits")
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=("cohort", "number"), name="benefit_rounds_are_numbered"),
            models.UniqueConstraint(
                fields=("cohort",), condition=~Q(state=RoundState.PUBLISHED), name="one_benefit_round_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.PREPARING) | ~Q(seed="") & Q(until__isnull=False),
                name="an_open_round_has_seed_and_day",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Round %(number)d") % {"number": self.number})

    @property
    def fingerprint(self) -> str:
        """What is published of the seed before it is used."""
        return hashlib.sha256(self.seed.encode()).hexdigest() if self.seed else ""

    def takes_wishes(self, today: dt.date) -> bool:
        return self.state == RoundState.OPEN and self.until is not None and today <= self.until

    def awaits_allotment(self, today: dt.date) -> bool:
        return self.state == RoundState.OPEN and self.until is not None and today > self.until


class Benefit(Timestamped, Versioned, Drafted):
    """Something that a programme gives those who take part; `wished` and `wished_first` are counted at the end."""

    round = models.ForeignKey(BenefitRound, on_delete=models.CASCADE, related_name="benefits")
    kind = models.CharField(_("Kind"), max_length=10, choices=BenefitKind)
    title_de = models.CharField(_("Title (German)"), max_length=120)
    title_en = models.CharField(_("Title (English)"), max_length=120, blank=True)
    text_de = models.TextField(_("What it is (German)"), max_length=1000, blank=True)
    text_en = models.TextField(_("What it is (English)"), max_length=1000, blank=True)
    places = models.PositiveSmallIntegerField(_("Places"), default=1)
    audience = models.CharField(_("Who may wish for it"), max_length=10, choices=Audience, default=Audience.MENTORS)
    takes_place_on = models.DateField(_("Takes place on"), null=True, blank=True)
    use_until = models.DateField(_("To be used until"), null=True, blank=True)
    wished = models.PositiveIntegerField(default=0)
    wished_first = models.PositiveIntegerField(default=0)

    title = Bilingual()
    text = Bilingual()

    class Meta:
        verbose_name = _("benefit")
        verbose_name_plural = _("benefits")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("round", "draft_key"), name="benefit_draft_once"),
            models.CheckConstraint(condition=Q(places__gte=1), name="a_benefit_has_a_place"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def last_day(self) -> dt.date | None:
        """Until when it can be used."""
        return self.use_until or self.takes_place_on


class WishList(Timestamped, Versioned):
    """What somebody wishes in a round: numbers of benefits, the dearest first; none is an answer, too.

    With the publication come the number drawn in the lottery, whether they had something in an earlier round, and why
    they did not get what they wished for more (`missed`: dicts of benefit and cause).
    """

    round = models.ForeignKey(BenefitRound, on_delete=models.CASCADE, related_name="wish_lists")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="wish_lists")
    choices = models.JSONField(default=list)
    lot = models.PositiveIntegerField(null=True)
    served = models.BooleanField(default=False)
    missed = models.JSONField(default=list)

    class Meta:
        verbose_name = _("wishes for benefits")
        verbose_name_plural = _("wishes for benefits")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=("round", "application"), name="one_wish_list_a_round")]


class BenefitPlaceQuerySet(models.QuerySet["BenefitPlace"]):
    def visible_to(self, person: "Person") -> "BenefitPlaceQuerySet":
        """The person's own."""
        return self.filter(wish_list__application__person=person)

    def taken(self) -> "BenefitPlaceQuerySet":
        return self.exclude(state=PlaceState.RETURNED)


class BenefitPlace(Timestamped, Versioned):
    """A place that somebody got, and what became of it. `followed`: it had come free, and they were next in line."""

    benefit = models.ForeignKey(Benefit, on_delete=models.CASCADE, related_name="given")
    wish_list = models.OneToOneField(WishList, on_delete=models.CASCADE, related_name="place")
    rank = models.PositiveSmallIntegerField(help_text="which wish of theirs it was, from 1")
    state = models.CharField(_("What became of it"), max_length=10, choices=PlaceState, default=PlaceState.ALLOTTED)
    settled_on = models.DateField(_("On"), null=True)
    followed = models.BooleanField(default=False)
    reminded_at = models.DateTimeField(null=True)

    objects = BenefitPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place of a benefit")
        verbose_name_plural = _("places of benefits")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(condition=Q(rank__range=(1, 3)), name="a_place_was_one_of_three_wishes"),
            models.CheckConstraint(
                condition=Q(state=PlaceState.ALLOTTED, settled_on=None)
                | ~Q(state=PlaceState.ALLOTTED) & Q(settled_on__isnull=False),
                name="a_settled_place_has_its_day",
            ),
        ]
