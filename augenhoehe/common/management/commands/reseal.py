from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from augenhoehe.common.resealing import count_lost, give_up_lost, reseal_everything


class Command(BaseCommand):
    """What an operator does after NOTEBOOK_KEY was changed; interrupted, it is simply run again."""

    help = "Seal by the present NOTEBOOK_KEY what an earlier one sealed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--give-up", action="store_true", help="delete the texts whose key is lost for good")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["give_up"]:
            self.stdout.write(f"{give_up_lost()} texts whose key is not here were deleted.")
        done, left = reseal_everything()
        self.stdout.write(f"{done} texts were sealed anew; an earlier key still holds {left}.")
        if lost := count_lost():
            raise CommandError(
                f"{lost} texts open with none of the keys. Name the earlier ones in NOTEBOOK_KEY_FALLBACKS."
            )
