"""The one door to the silent exclusion lists.

import-linter lets in the applicant's own pages, the import (which only writes) and the matching's adapter;
the office's pages, exports and selectors cannot fetch what is in here.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from .enums import Side
from .models import Application
from .models.exclusion import Exclusion

if TYPE_CHECKING:
    from augenhoehe.people.models import Person
    from augenhoehe.programmes.models import Cohort


def own_exclusions(*, reader: "Person", application: Application) -> list[str]:
    """The addresses on the reader's own list, in order. Raises PermissionError for anybody else's."""
    if application.person_id != reader.pk:
        raise PermissionError
    return list(Exclusion.objects.filter(application=application).order_by("email").values_list("email", flat=True))


@transaction.atomic
def replace_exclusions(*, application: Application, emails: Iterable[str]) -> None:
    """Let these addresses, and no others, be the application's list. Nothing of it is written to the log."""
    replace_lists(lists={application: emails})


@transaction.atomic
def replace_lists(*, lists: Mapping[Application, Iterable[str]]) -> None:
    """The same for several applications, in two queries."""
    Exclusion.objects.filter(application__in=list(lists)).delete()
    Exclusion.objects.bulk_create(
        [
            Exclusion(application=application, email=email)
            for application, emails in lists.items()
            for email in sorted({one.strip().lower() for one in emails} - {"", application.person.email.lower()})
        ]
    )


@transaction.atomic
def forget_exclusions(*, application: Application) -> None:
    """Delete the application's list."""
    Exclusion.objects.filter(application=application).delete()


@transaction.atomic
def forget_cohort(*, cohort: "Cohort") -> int:
    """Delete all lists of a cohort, as promised for its end. Returns how many entries went."""
    return Exclusion.objects.filter(application__cohort=cohort).delete()[0]


def private_pairs(*, cohort: "Cohort") -> set[tuple[int, int]]:
    """Pairs (mentor's application, mentee's application) that one of the two does not want. At most two queries.

    Who wanted it is not in the answer: the pair counts whichever of the two named the other.
    """
    lists = list(Exclusion.objects.filter(application__cohort=cohort).values_list("application_id", "email"))
    if not lists:
        return set()
    people = list(Application.objects.filter(cohort=cohort).order_by("pk").values_list("pk", "side", "person__email"))
    side = {pk: of for pk, of, _email in people}
    by_email = {email.lower(): pk for pk, _of, email in people}
    pairs: set[tuple[int, int]] = set()
    for pk, email in lists:
        other = by_email.get(email)
        if other is not None and side[pk] != side[other]:
            pairs.add((pk, other) if side[pk] == Side.MENTOR else (other, pk))
    return pairs
