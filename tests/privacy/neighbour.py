"""A whole second programme next door, with people of its own; the cast's `other_office` runs it."""

from tests import factories
from tests.cast import Cast, furnish

from .stage import Stage, make_stage


def make_neighbour(cast: Cast) -> Stage:
    programme = cast.other_office.roles.get().programme
    cohort = factories.make_cohort(programme)
    factories.make_rules(cohort)
    topic = factories.make_topic(programme)
    office2 = factories.make_person()
    factories.make_role(programme, office2)
    mentor = factories.make_person(function_level=2, career_stage=1, unit=factories.make_unit())
    mentee = factories.make_person(function_level=5, career_stage=4, unit=factories.make_unit())
    others = {name: factories.make_person() for name in ("stranger", "supervisor", "sponsor", "council", "admin")}
    return make_stage(
        Cast(
            programme=programme,
            cohort=cohort,
            topic=topic,
            office=cast.other_office,
            office2=office2,
            other_office=cast.office,
            **furnish(
                cohort,
                topic,
                mentor=mentor,
                mentee=mentee,
                confidant=factories.make_person(),
                assistant=factories.make_person(),
            ),
            **others,
        )
    )
