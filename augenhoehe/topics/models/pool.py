from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Bilingual, Timestamped, Versioned

if TYPE_CHECKING:
    from augenhoehe.programmes.models import Cohort


class Category(Versioned):
    programme = models.ForeignKey("programmes.Programme", on_delete=models.CASCADE, related_name="topic_categories")
    key = models.SlugField(_("Key"))
    name_de = models.CharField(_("Name (German)"), max_length=120)
    name_en = models.CharField(_("Name (English)"), max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    name = Bilingual()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=("programme", "key"), name="one_category_a_key")]

    def __str__(self) -> str:
        return str(self.name)


class TopicQuerySet(models.QuerySet["Topic"]):
    def of(self, cohort: "Cohort") -> "TopicQuerySet":
        """The pool of the cohort's programme, each topic with `offered`: whether this cohort's form has it."""
        offered = Case(When(Q(active=True) & ~Q(pk__in=_set_aside(cohort)), then=True), default=False)
        return self.filter(programme=cohort.programme_id).annotate(offered=offered)

    def offered_in(self, cohort: "Cohort") -> "TopicQuerySet":
        """Topics that can be chosen in this cohort's form."""
        return self.filter(programme=cohort.programme_id, active=True).exclude(pk__in=_set_aside(cohort))


def _set_aside(cohort: "Cohort") -> models.QuerySet[Any, Any]:
    return cohort.topics_set_aside.values("topic")


class Topic(Timestamped, Versioned):
    """What a tandem can work on. Topics belong to the programme's pool, so the next cohort has them too.

    `workshop`: the one that it came from.
    """

    programme = models.ForeignKey("programmes.Programme", on_delete=models.CASCADE, related_name="topics")
    category = models.ForeignKey(Category, verbose_name=_("Category"), on_delete=models.PROTECT, related_name="topics")
    key = models.SlugField(_("Key"))
    name_de = models.CharField(_("Name (German)"), max_length=120)
    name_en = models.CharField(_("Name (English)"), max_length=120)
    digcomp = models.PositiveSmallIntegerField(_("DigComp area"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(_("Can be chosen"), default=True)
    workshop = models.ForeignKey("topics.Workshop", null=True, on_delete=models.SET_NULL, related_name="topics")

    name = Bilingual()
    offered: bool  # of what `TopicQuerySet.of` brings
    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("category__position", "position", "pk")
        constraints = [models.UniqueConstraint(fields=("programme", "key"), name="one_topic_a_key")]

    def __str__(self) -> str:
        return str(self.name)
