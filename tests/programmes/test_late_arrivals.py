"""Late arrivals are welcome in any phase: invited, admitted, and on the desk, while runs go on."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from augenhoehe.applications.enums import State
from augenhoehe.applications.models import Application, TopicAnswer
from augenhoehe.applications.services import decide, importing, invite_person, start_application, submit_application
from augenhoehe.applications.services.member import CallClosedError
from augenhoehe.matching.enums import RunState
from augenhoehe.matching.models import Run
from augenhoehe.matching.selectors.runs import to_place
from augenhoehe.matching.services import compute_run, start_run
from augenhoehe.people.models import Person
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort, Gate
from augenhoehe.programmes.services import NotReleasedError
from tests.cast import Cast
from tests.factories import NOW, make_application, make_approval, make_person, make_unit

pytestmark = pytest.mark.django_db
MOMENTS = [*(kind.value for kind in PhaseKind), "between"]


def only(cast: Cast, moment: str) -> None:
    """Let the cohort be in this one phase, or in none."""
    cast.cohort.phases.all().delete()
    if moment != "between":
        cast.cohort.phases.create(kind=moment, opens_on=NOW.date(), closes_on=NOW.date())
    cast.cohort.refresh_from_db()


def answer(application: Application, cast: Cast) -> None:
    filled = make_application(cast.cohort, "mentor", topics={cast.topic: (3, 0)})
    names = ("aspect_seeks", "aspect_gives", "slots", "modes", "languages", "motivation")
    Application.objects.filter(pk=application.pk).update(**{name: getattr(filled, name) for name in names})
    TopicAnswer.objects.filter(application=filled).update(application=application)
    filled.delete()
    make_approval(application)


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("run_state", ["", RunState.QUEUED, RunState.READY, RunState.PUBLISHED])
def test_somebody_who_comes_late_gets_onto_the_desk(cast: Cast, moment: str, run_state: str) -> None:
    person = make_person(function_level=2, unit=make_unit())
    run = None
    if run_state:
        run, _new = start_run(cohort=cast.cohort, actor=cast.office, note="", draft_key=uuid.uuid4())
        Run.objects.filter(pk=run.pk).update(state=run_state)
    only(cast, moment)
    if moment != "call":
        with pytest.raises(CallClosedError):
            start_application(actor=person, cohort=cast.cohort, side="mentor", draft_key=uuid.uuid4(), now=NOW)
    invited, new = invite_person(actor=cast.office, cohort=cast.cohort, email=person.email, side="mentor", now=NOW)
    assert (new, invited.state, invited.late) == (True, State.DRAFT, True)
    answer(invited, cast)
    submit_application(actor=person, application=invited, now=NOW)
    decide(actor=cast.office, application=invited, to=State.ADMITTED, now=NOW)
    assert invited in to_place(cast.cohort)


def test_the_next_run_places_whoever_came_late(cast: Cast) -> None:
    cast.tandem.delete()
    cast.mentor_application.delete()
    only(cast, "running")
    person = make_person(function_level=2, unit=make_unit())
    invited, _new = invite_person(actor=cast.office, cohort=cast.cohort, email=person.email, side="mentor", now=NOW)
    answer(invited, cast)
    submit_application(actor=person, application=invited, now=NOW)
    decide(actor=cast.office, application=invited, to=State.ADMITTED, now=NOW)
    run, _new = start_run(cohort=cast.cohort, actor=cast.office, note="", draft_key=uuid.uuid4())
    compute_run(run_id=run.pk, now=NOW)
    assert [(p.mentor, p.mentee) for p in run.proposals.all()] == [(invited, cast.mentee_application)]


def test_nobody_comes_in_before_the_release_by_no_way(cast: Cast, as_: Callable[[Person], Client]) -> None:
    Gate.objects.update(passed_at=None)
    cohort = Cohort.objects.get(pk=cast.cohort.pk)
    with pytest.raises(NotReleasedError):
        invite_person(actor=cast.office, cohort=cohort, email="x@stadt.example", side="mentor", now=NOW)
    with pytest.raises(NotReleasedError):
        importing.run(records=[], actor=cast.office, scope=cohort.pk, admit=True)
    assert not Person.objects.filter(email="x@stadt.example").exists()
    client, path = as_(cast.office), f"/office/cohorts/{cohort.pk}/applications/"
    for page in ("invite/", "import/"):
        assert "Nobody can come in yet" in client.get(path + page, headers={"accept-language": "en"}).content.decode()
        assert client.post(path + page, {"email": "x@stadt.example", "side": "mentor"}).status_code == 409
