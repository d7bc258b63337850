from django.db import models
from django.utils.translation import gettext_lazy as _


class Exclusion(models.Model):
    """Somebody the applicant does not want to be paired with. Silent: the matching knows, and nobody else.

    It is the address as typed, not a person: looking it up would tell the applicant who takes part. There is
    no way to it from an application (`related_name="+"`), and only `applications.confidential` may import it.
    """

    application = models.ForeignKey("applications.Application", on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(_("Work address"))

    class Meta:
        verbose_name = _("exclusion")
        verbose_name_plural = _("exclusions")
        constraints = [models.UniqueConstraint(fields=("application", "email"), name="one_exclusion_an_address")]
