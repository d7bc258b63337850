from typing import Any

from django.core.management.base import BaseCommand, CommandError

from augenhoehe.common.resealing import reseal_everything
from augenhoehe.notebook.confidential import SealError


class Command(BaseCommand):
    """What an operator does after NOTEBOOK_KEY was changed; interrupted, it is simply run again."""

    help = "Seal by the present NOTEBOOK_KEY what an earlier one sealed."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            done, left = reseal_everything()
        except SealError as error:
            raise CommandError(
                "There are texts that none of the keys opens. Name the earlier keys in NOTEBOOK_KEY_FALLBACKS."
            ) from error
        self.stdout.write(f"{done} texts were sealed anew; an earlier key still holds {left}.")
