from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Drafted, Timestamped
from augenhoehe.outreach.enums import CommentState

from .article import Article

if TYPE_CHECKING:
    from augenhoehe.people.models import Person


class CommentQuerySet(models.QuerySet["Comment"]):
    def shown(self) -> "CommentQuerySet":
        """What everybody reads under a published article."""
        return self.filter(state=CommentState.SHOWN)

    def shown_to(self, person: "Person") -> "CommentQuerySet":
        """Further the person's own that wait for release."""
        return self.filter(models.Q(state=CommentState.SHOWN) | models.Q(person=person, state=CommentState.WAITING))

    def to_moderate(self) -> "CommentQuerySet":
        """Waiting for release, or reported and not yet looked at."""
        reported = CommentReport.objects.filter(settled_at__isnull=True)
        return self.filter(models.Q(state=CommentState.WAITING) | models.Q(reports__in=reported)).distinct()


class Comment(Timestamped, Drafted):
    """What somebody of the organisation says to an article, under their name."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="comments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField(_("Your comment"), max_length=1_500)
    state = models.CharField(max_length=10, choices=CommentState)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ("created_at", "pk")
        constraints = [models.UniqueConstraint(fields=("person", "draft_key"), name="one_comment_a_draft")]


class CommentReport(Timestamped):
    """Somebody thinks that a comment should not stand there. The office looks at it and settles it."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("What is wrong with it?"), max_length=300)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("report of a comment")
        verbose_name_plural = _("reports of comments")
        constraints = [models.UniqueConstraint(fields=("comment", "person"), name="one_report_a_person")]


class Helpful(models.Model):
    """A person found an article helpful. It says something about the article, never about a person."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="helpful")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("helpful")
        verbose_name_plural = _("helpful")
        constraints = [models.UniqueConstraint(fields=("article", "person"), name="one_helpful_a_person")]
