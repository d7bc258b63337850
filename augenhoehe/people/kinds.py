from typing import Final

from django.utils.translation import gettext_lazy as _

from .importing import Kind
from .services import persons_import, relations_import, units_import

KINDS: Final[dict[str, Kind]] = {
    "units": Kind(
        key="people.units",
        title=_("Import units"),
        lead=_(
            "One row a unit, each naming the unit above it. Units are known by their short names: what is "
            "here "
            "already is changed, what the table does not name stays."
        ),
        schema=units_import.schema,
        run=units_import.run,
    ),
    "persons": Kind(
        key="people.persons",
        title=_("Import people"),
        lead=_(
            "One row a person, known by the work address. A pay grade is turned into the function level "
            "and not "
            "stored; what people entered about themselves stays. Whom the table does not name stays as well."
        ),
        schema=persons_import.schema,
        run=persons_import.run,
    ),
    "relations": Kind(
        key="people.relations",
        title=_("Import appraisal roles and former tandems"),
        lead=_(
            "One row a relation between two people who are here already: who appraises whom, who decides on whose "
            "personnel matters, who was whose mentor. They are not paired with each other. Superiors come with the "
            "people."
        ),
        schema=relations_import.schema,
        notes=(
            _(
                "In the column of the relation stands “appraises”, “decides on personnel matters” or “was the mentor "
                "of”, the same in German."
            ),
            _("What people have said about themselves in their profile stays, and nobody sees it here."),
        ),
        run=relations_import.run,
    ),
}
