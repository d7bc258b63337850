from dataclasses import dataclass

import pytest

from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Programme
from augenhoehe.tandems.models import Meeting, Tandem
from tests import factories


@dataclass
class Pair:
    """Two who are a tandem, with a meeting; a confidant, somebody of the office, and a stranger."""

    tandem: Tandem
    meeting: Meeting
    mentor: Person
    mentee: Person
    office: Person
    confidant: Person
    stranger: Person

    @property
    def programme(self) -> Programme:
        return self.tandem.cohort.programme


@pytest.fixture
def pair(db: None) -> Pair:
    cohort = factories.make_cohort()
    mentor, mentee, office, confidant, stranger = (factories.make_person() for _ in range(5))
    factories.make_role(cohort.programme, office)
    factories.make_role(cohort.programme, confidant, "confidant")
    tandem = factories.make_tandem(
        cohort,
        factories.make_application(cohort, "mentor", mentor),
        factories.make_application(cohort, "mentee", mentee),
        state="confirmed",
        mentor_answer="yes",
        mentee_answer="yes",
    )
    return Pair(tandem, factories.make_meeting(tandem), mentor, mentee, office, confidant, stranger)
