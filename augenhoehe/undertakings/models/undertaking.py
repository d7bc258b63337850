from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Drafted, Timestamped, Versioned
from augenhoehe.tandems.models import Tandem

from ..enums import Doer


class Undertaking(Timestamped, Versioned):
    """What two people want to bring about together, and what came of it; theirs alone. For others: `Publication`."""

    tandem = models.OneToOneField(Tandem, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("What we call it"), max_length=140)
    goal = models.TextField(_("What we want to bring about"), max_length=2000)
    people = models.TextField(_("Who is involved besides us"), max_length=1000, blank=True)
    result = models.TextField(_("What came of it"), max_length=4000, blank=True)
    handover = models.TextField(_("How it goes on without us"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("undertaking")
        verbose_name_plural = _("undertakings")

    def __str__(self) -> str:
        return self.title


class Step(Timestamped, Versioned, Drafted):
    """Something that has to be done for an undertaking: what, by whom, and by when."""

    undertaking = models.ForeignKey(Undertaking, on_delete=models.CASCADE, related_name="steps")
    text = models.CharField(_("What has to be done"), max_length=200)
    doer = models.CharField(_("Who does it"), max_length=10, choices=Doer, default=Doer.BOTH)
    due_on = models.DateField(_("By when"), null=True, blank=True)
    done_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = (models.F("due_on").asc(nulls_last=True), "pk")
        constraints = [models.UniqueConstraint(fields=("undertaking", "draft_key"), name="one_step_a_draft")]

    def __str__(self) -> str:
        return self.text
