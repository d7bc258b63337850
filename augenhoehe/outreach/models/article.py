import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Bilingual, Drafted, Timestamped, Versioned
from augenhoehe.outreach.enums import ArticleKind, PublicState
from augenhoehe.outreach.languages import foreign
from augenhoehe.programmes.models import Programme

if TYPE_CHECKING:
    from augenhoehe.people.models import Person


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self, today: dt.date) -> "ArticleQuerySet":
        """What everybody reads on this day."""
        return self.filter(state=PublicState.PUBLISHED, published_on__lte=today, programme__public=True)

    def of_programme(self, programme_id: int) -> "ArticleQuerySet":
        return self.filter(programme_id=programme_id)

    def with_lead(self) -> "ArticleQuerySet":
        """With the facts of each one's first picture (`lead`), in the same query."""
        facts = JSONObject(pk="pk", alt_de="alt_de", alt_en="alt_en", width="width", height="height")
        pictures = Picture.objects.filter(article=models.OuterRef("pk")).order_by("pk")
        return self.annotate(lead_facts=models.Subquery(pictures.values(facts=facts)[:1]))

    def handed_in_by(self, person: "Person") -> "ArticleQuerySet":
        """The person's own experience reports, in every state."""
        return self.filter(handed_in_by=person)


class Article(Timestamped, Versioned, Drafted):
    """News or an experience report, in one language or both. What is stored is the source; see `common.richtext`."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.CASCADE, related_name="articles")
    kind = models.CharField(_("Kind"), max_length=10, choices=ArticleKind, default=ArticleKind.NEWS)
    state = models.CharField(max_length=10, choices=PublicState, default=PublicState.DRAFT)
    title_de = models.CharField(_("Title (German)"), max_length=140, blank=True)
    title_en = models.CharField(_("Title (English)"), max_length=140, blank=True)
    teaser_de = models.CharField(_("In one sentence (German)"), max_length=300, blank=True)
    teaser_en = models.CharField(_("In one sentence (English)"), max_length=300, blank=True)
    text_de = models.TextField(_("Text (German)"), max_length=20_000, blank=True)
    text_en = models.TextField(_("Text (English)"), max_length=20_000, blank=True)
    published_on = models.DateField(_("Published on"), null=True, blank=True)
    byline = models.CharField(_("Author, as named on the page"), max_length=120, blank=True)
    consent_on = models.DateField(_("The author agreed on"), null=True, blank=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="experience_reports"
    )

    found_helpful = models.PositiveIntegerField(default=0, help_text="how often visitors said so, once a browser")

    title = Bilingual()
    teaser = Bilingual()
    text = Bilingual()
    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ("-published_on", "-pk")
        indexes = [models.Index(fields=("programme", "state", "-published_on"))]
        constraints = [
            models.UniqueConstraint(fields=("programme", "draft_key"), name="one_article_a_draft"),
            models.CheckConstraint(
                condition=~Q(state=PublicState.PUBLISHED) | Q(published_on__isnull=False),
                name="a_published_article_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=PublicState.PUBLISHED)
                | (Q(byline="") & Q(handed_in_by__isnull=True))
                | Q(consent_on__isnull=False),
                name="an_author_is_named_with_consent",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def foreign(self) -> str:
        """The other language's code where the reader's own is missing, else empty."""
        return foreign(self, "title")

    @property
    def lead(self) -> "Picture | None":
        """The first picture as `with_lead` brought it: without its data, not to be saved."""
        facts: dict[str, Any] | None = getattr(self, "lead_facts", None)
        return Picture(**facts) if facts else None


class PictureQuerySet(models.QuerySet["Picture"]):
    def without_data(self) -> "PictureQuerySet":
        """For pages, which name the pictures and do not hold them."""
        return self.defer("large", "small")

    def readable_by(self, person: Any, today: dt.date) -> "PictureQuerySet":
        """Those of published articles; further those of the person's own office and own report."""
        found = Q(article__in=Article.objects.published(today))
        if person.is_authenticated:
            found |= Q(article__handed_in_by=person)
            found |= Q(article__programme__in=Programme.objects.managed_by(person))
        return self.filter(found)


class Picture(Timestamped, Versioned):
    """A picture of an article, made anew from what was uploaded: JPEG in two sizes, nothing else of the file.

    It lies in the database: one backup holds everything, and several web servers need no common folder. It never
    changes; another picture is another row.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="pictures")
    alt_de = models.CharField(_("What the picture shows (German)"), max_length=250, blank=True)
    alt_en = models.CharField(_("What the picture shows (English)"), max_length=250, blank=True)
    large = models.BinaryField()
    small = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)

    alt = Bilingual()
    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("article", "digest"), name="one_picture_once"),
            models.CheckConstraint(condition=~Q(alt_de="", alt_en=""), name="a_picture_is_described"),
        ]
