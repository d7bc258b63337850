import datetime as dt
from uuid import UUID

from django.db import transaction

from augenhoehe.people.models import Person
from augenhoehe.programmes.defaults import PILOT, PILOT_PHASES
from augenhoehe.programmes.enums import PhaseKind, ProgrammeKind, RoleKind
from augenhoehe.programmes.models import Cohort, Phase, Programme

from .cohorts import create_cohort
from .programmes import change_programme
from .roles import assign_role


@transaction.atomic
def create_pilot(
    *,
    programme: Programme,
    name: str,
    starts_on: dt.date,
    places: int,
    stand_in: str,
    contact_email: str,
    actor: Person,
    why: str,
    draft_key: UUID,
) -> Cohort:
    """A small cohort from five settings: a name, a first day, a number of tandems, a stand-in, a contact.

    Everything else is preset (defaults.PILOT). A programme without a cohort so far becomes a pilot by it. The same
    draft twice is one cohort. Raises AddressRefusedError for a stand-in outside the organisation. Side effects:
    those of creating a cohort, changing the programme and giving a role.
    """
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if known := programme.cohorts.filter(draft_key=draft_key).first():
        return known
    changes = {"contact_email": contact_email}
    if not programme.cohorts.exists():
        changes["kind"] = ProgrammeKind.PILOT
    change_programme(programme=programme, version=programme.version, changes=changes, actor=actor, why=why)
    cohort = create_cohort(
        programme=programme,
        name_de=name,
        name_en=name,
        starts_on=starts_on,
        ends_on=starts_on + dt.timedelta(days=PILOT_PHASES[PhaseKind.FOLLOW_UP][1]),
        actor=actor,
        why=why,
        draft_key=draft_key,
    )
    own = Cohort.settings()
    shipped = {field.name: field.get_default() for field in Cohort._meta.concrete_fields if field.name in own}
    cohort.save_version(cohort.version, **{**shipped, **PILOT, "places": places})
    cohort.phases.all().delete()
    Phase.objects.bulk_create(
        Phase(cohort=cohort, kind=kind, opens_on=_day(starts_on, first), closes_on=_day(starts_on, last))
        for kind, (first, last) in PILOT_PHASES.items()
    )
    assign_role(programme=programme, email=stand_in, kind=RoleKind.STAND_IN, actor=actor)
    return cohort


def _day(starts_on: dt.date, offset: int) -> dt.date:
    return starts_on + dt.timedelta(days=offset)
