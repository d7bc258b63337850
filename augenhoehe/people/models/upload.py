from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Timestamped
from augenhoehe.intake import Table, unpack_tables

from .person import Person


class Upload(Timestamped):
    """Tables on their way in: kept until they are imported or given up, a day at most.

    `kind` names what they hold ("people.units"), `scope_id` what they belong to, where that matters (a
    cohort's id); `data` is what was read, never the file: a column that must not be read is not in it.
    `mapping` is part → heading → field as the person chose, "" for a column that is left out.
    """

    kind = models.CharField(max_length=40)
    scope_id = models.BigIntegerField(null=True)
    data = models.BinaryField()
    mapping = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("uploaded table")
        verbose_name_plural = _("uploaded tables")

    @property
    def tables(self) -> dict[str, Table]:
        """Part → table."""
        return unpack_tables(bytes(self.data))
