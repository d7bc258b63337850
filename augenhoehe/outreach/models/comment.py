from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.links import MailLink
from augenhoehe.common.models import Drafted, Timestamped
from augenhoehe.messaging.enums import Language
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

    def said(self) -> "CommentQuerySet":
        """Those that the office may know of: nobody has to read what its author has not confirmed."""
        return self.exclude(state=CommentState.UNCONFIRMED)

    def to_moderate(self) -> "CommentQuerySet":
        """Waiting for release, or reported and not yet looked at."""
        reported = CommentReport.objects.filter(settled_at__isnull=True)
        return self.filter(models.Q(state=CommentState.WAITING) | models.Q(reports__in=reported)).distinct()


class Comment(Timestamped, Drafted):
    """What somebody of the organisation says to an article, under their name.

    Without an account it is the name they give themselves, and the mailbox behind their address says that it is meant;
    then the address is forgotten.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="comments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="comments")
    name = models.CharField(_("Your name, as shown"), max_length=120, blank=True)
    email = models.EmailField(_("Your work address"), blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.GERMAN)
    text = models.TextField(_("Your comment"), max_length=1_500)
    state = models.CharField(max_length=12, choices=CommentState)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ("created_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=("person", "draft_key"), name="one_comment_a_draft"),
            models.UniqueConstraint(
                fields=("draft_key",), condition=models.Q(person=None), name="one_visitors_comment_a_draft"
            ),
            models.CheckConstraint(
                condition=models.Q(person=None) ^ models.Q(name=""), name="a_comment_has_one_author"
            ),
            models.CheckConstraint(
                condition=models.Q(state=CommentState.UNCONFIRMED, person=None) ^ models.Q(email=""),
                name="an_address_until_it_is_confirmed",
            ),
        ]

    @property
    def author(self) -> str:
        """The name that stands beside it."""
        return self.person.get_full_name() if self.person else self.name


class CommentLink(MailLink):
    """The way to one's own comment without an account: to confirm it, and to take it away as long as it stands."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="links")
    mail_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("link to a comment")
        verbose_name_plural = _("links to comments")


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
