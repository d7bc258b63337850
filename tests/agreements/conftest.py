import datetime as dt
from collections.abc import Callable

import pytest

from augenhoehe.tandems.models import Meeting, Tandem
from tests import factories
from tests.factories import NOW


def make_tandem() -> Tandem:
    """Two who have accepted, in a cohort of six meetings."""
    cohort = factories.make_cohort()
    topic = factories.make_topic(cohort.programme, name_en="Social media", name_de="Soziale Medien")
    mentor = factories.make_application(cohort, "mentor", topics={topic: (3, 0)}, aspect_seeks={"networking": 2})
    known = {topic: (0, 3), factories.make_topic(cohort.programme, name_en="What the mentee knows better"): (2, 3)}
    mentee = factories.make_application(cohort, "mentee", topics=known, aspect_seeks={"future": 1})
    return factories.make_tandem(
        cohort, mentor, mentee, state="accepted", mentor_answer="yes", mentee_answer="yes",
        confirm_by=NOW + dt.timedelta(days=14),
    )  # fmt: skip


@pytest.fixture
def tandem(db: None) -> Tandem:
    return make_tandem()


@pytest.fixture
def met(tandem: Tandem) -> Callable[..., Meeting]:
    """`met(number, days=-1)`: a date of the tandem, so many days from now."""

    def make(number: int = 1, *, days: int = -1, **changes: object) -> Meeting:
        values = {"starts_at": NOW + dt.timedelta(days=days), "uid": f"{tandem.pk}-{number}@stadt.example", **changes}
        return Meeting.objects.create(tandem=tandem, number=number, **values)

    return make
