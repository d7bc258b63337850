"""A cohort whose waves are closed, with answers as a test wants them."""

from typing import Any

from augenhoehe.evaluation.services.counting import count_cohort
from augenhoehe.programmes.models import Cohort
from augenhoehe.surveys.enums import ItemKind, Wave
from augenhoehe.surveys.models import Item, Sheet, Survey
from augenhoehe.surveys.services import close_survey
from tests.factories import NOW
from tests.surveys.world import cohort_of, opened

DEPARTMENTS = ("Baureferat", "Kulturreferat")


def closed(cohort: Cohort, wave: Wave, number: int, **values: Any) -> Survey:
    """A wave that so many of each side have answered, all of them the same: `values` by key, else the best answer."""
    survey = opened(cohort, wave)
    assert survey.instrument
    items = list(survey.instrument.items.all())
    Sheet.objects.bulk_create(
        Sheet(
            survey=survey,
            side=side,
            department=DEPARTMENTS[at % 2],
            level=3,
            values={one.key: values.get(one.key.replace("-", "_"), best(one)) for one in items},
        )
        for side in ("mentor", "mentee")
        for at in range(number)
    )
    Survey.objects.filter(pk=survey.pk).update(asked=2 * number + 3)
    survey.refresh_from_db()
    close_survey(survey=survey, actor=None, now=NOW)
    survey.refresh_from_db()
    return survey


def best(item: Item) -> Any:
    """What somebody answers who is content."""
    first = item.options[0]["key"] if item.options else ""
    found: dict[str, Any] = {ItemKind.SCALE6: 5, ItemKind.SCALE10: 9, ItemKind.CHOICE: first, ItemKind.CHOICES: [first]}
    return found.get(item.kind, "Gern wieder.")


def told(number: int = 12, tandems: int = 5) -> Cohort:
    """A cohort of so many tandems, whose admission, closing and last wave are closed."""
    cohort = cohort_of(tandems)
    closed(cohort, Wave.ADMISSION, number, eye_level=3, obstacles=["dates"])
    closed(cohort, Wave.CLOSING, number, eye_level=5, other_generation_before=2, obstacles=["workload"])
    closed(cohort, Wave.FOLLOW_UP, number, practice="tried")
    count_cohort(cohort=cohort, now=NOW)
    return cohort
