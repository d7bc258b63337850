import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Side
from augenhoehe.common.models import Timestamped, Versioned
from augenhoehe.messaging.enums import Language
from augenhoehe.people.models import Unit
from augenhoehe.programmes.models import Programme
from augenhoehe.tandems.models import Tandem
from augenhoehe.topics.models import Topic

from ..enums import LibraryState, ResultKind

if TYPE_CHECKING:
    from augenhoehe.people.models import Person


class PublicationQuerySet(models.QuerySet["Publication"]):
    def published(self) -> "PublicationQuerySet":
        """What everybody reads."""
        return self.filter(state=LibraryState.PUBLISHED, programme__public=True)

    def by(self, person: "Person") -> "PublicationQuerySet":
        """What this person is one of the two authors of, in every state."""
        return self.filter(Q(mentor=person) | Q(mentee=person))

    def asking(self, person: "Person") -> "PublicationQuerySet":
        """Texts that the partner agrees to, and this person has not answered."""
        asked = Q(mentor=person, mentor_agreed_at=None, mentee_agreed_at__isnull=False)
        asked |= Q(mentee=person, mentee_agreed_at=None, mentor_agreed_at__isnull=False)
        return self.filter(asked, state=LibraryState.OPEN)


class Publication(Timestamped, Versioned):
    """A result as everybody reads it, or as the two discuss it: the text, and who agrees to exactly this text.

    A changed text is agreed to by nobody. What is in the library stays as it is until both have agreed to the next
    wording, which until then is a row of its own. The database puts nothing into the library that lacks a yes.

    A publication outlives the tandem's record, so it knows its authors itself: either can take it back at any time.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    tandem = models.ForeignKey(Tandem, null=True, on_delete=models.SET_NULL, related_name="+")
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    mentee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=LibraryState, default=LibraryState.OPEN)
    language = models.CharField(_("Written in"), max_length=2, choices=Language, default=Language.GERMAN)
    title = models.CharField(_("Title"), max_length=140)
    teaser = models.CharField(_("In one sentence"), max_length=300)
    text = models.TextField(_("The result, for others"), max_length=20_000)
    kind = models.CharField(_("Kind of result"), max_length=10, choices=ResultKind)
    topics = models.ManyToManyField(Topic, verbose_name=_("Topics"), related_name="+", blank=True)
    department = models.ForeignKey(
        Unit, verbose_name=_("Department"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    byline = models.CharField(max_length=170, blank=True)
    mentor_agreed_at = models.DateTimeField(null=True)
    mentee_agreed_at = models.DateTimeField(null=True)
    published_on = models.DateField(null=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ("-published_on", "-pk")
        indexes = [models.Index(fields=("programme", "state", "-published_on"))]
        constraints = [
            models.UniqueConstraint(fields=("tandem", "state"), name="one_publication_a_tandem_and_state"),
            models.CheckConstraint(
                condition=~Q(state=LibraryState.PUBLISHED)
                | Q(mentor_agreed_at__isnull=False, mentee_agreed_at__isnull=False, published_on__isnull=False),
                name="published_with_both_consents",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def agreed_at(self, side: Side) -> dt.datetime | None:
        return self.mentor_agreed_at if side == Side.MENTOR else self.mentee_agreed_at

    @property
    def foreign(self) -> str:
        """The code of its language where that is not the reader's, else empty."""
        return "" if (get_language() or "de").startswith(self.language) else str(self.language)
