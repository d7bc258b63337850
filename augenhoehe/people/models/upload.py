from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Timestamped

from .person import Person


class Upload(Timestamped):
    """A table on its way in: kept until it is imported or given up, a day at most.

    `kind` names what it holds ("people.units"), `scope_id` what it belongs to, where that matters (a
    cohort's id); `mapping` is heading → field as the person chose, "" for a column that is left out.
    """

    kind = models.CharField(max_length=40)
    scope_id = models.BigIntegerField(null=True)
    file_name = models.CharField(_("File"), max_length=200)
    data = models.BinaryField()
    mapping = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("uploaded table")
        verbose_name_plural = _("uploaded tables")
