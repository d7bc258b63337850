from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from augenhoehe.people.services import AddressRefusedError, appoint_administrator
from augenhoehe.programmes.enums import RoleKind
from augenhoehe.programmes.models import Programme
from augenhoehe.programmes.services import ConfidantInOfficeError, assign_role


class Command(BaseCommand):
    """The first people of an installation, before anybody can appoint them on a page."""

    help = "Let somebody run the installation, or put them into the office of a programme."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="work address; the person may be unknown so far")
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--administrator", action="store_true", help="runs the installation")
        what.add_argument("--office", metavar="PROGRAMME", help="last part of the programme's address")

    def handle(self, *_args: Any, email: str, administrator: bool, office: str | None, **_options: Any) -> None:
        try:
            if administrator:
                person = appoint_administrator(email=email, actor=None)
                self.stdout.write(f"{person.email} runs the installation.")
            else:
                programme = Programme.objects.get(slug=office)
                assign_role(programme=programme, email=email, kind=RoleKind.OFFICE, actor=None)
                self.stdout.write(f"{email} is in the office of {programme.slug}.")
        except AddressRefusedError as error:
            raise CommandError(f"{email} is unknown and in none of the domains of EMAIL_DOMAINS.") from error
        except ConfidantInOfficeError as error:
            raise CommandError(error.message()) from error
        except Programme.DoesNotExist as error:
            known = ", ".join(Programme.objects.values_list("slug", flat=True)) or "none"
            raise CommandError(f"There is no programme “{office}”; known are: {known}.") from error
