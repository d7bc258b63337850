from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Exclusion(models.Model):
    """Somebody the applicant does not want to be paired with. Silent: the matching knows, and nobody else.

    There is no way to it from an application or a person (`related_name="+"`), and import-linter lets only
    `applications.confidential` in.
    """

    application = models.ForeignKey("applications.Application", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("exclusion")
        verbose_name_plural = _("exclusions")
        constraints = [models.UniqueConstraint(fields=("application", "person"), name="one_exclusion_a_person")]
