"""No date before the mentee has prepared; what both read meanwhile, and afterwards."""

from collections.abc import Callable

import pytest
from django.test import Client

from augenhoehe.events.models import PreparationLink
from augenhoehe.events.services.preparation import confirm_preparation
from augenhoehe.people.models import Person
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.errors import NotPreparedError
from augenhoehe.tandems.models import Meeting, Tandem
from tests.factories import NOW
from tests.matching.world import make_world

from .test_pages import typed
from .world import both_accept, in_state, mails, planned, published

As = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def waiting(db: None) -> Tandem:
    """Two who have accepted, and the mentee has not prepared."""
    return both_accept(published(make_world(1, 1), prepared=False)[0])


def prepare(tandem: Tandem) -> None:
    confirm_preparation(application=tandem.mentee, statements=["Yes."], now=NOW)


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_nobody_fixes_the_date_before(waiting: Tandem, as_: As, side: str) -> None:
    person = getattr(waiting, side).person
    with pytest.raises(NotPreparedError):
        planned(waiting, actor=person)
    path = f"/tandems/{waiting.pk}/meeting/"
    assert as_(person).get(path)["Location"] == f"/tandems/{waiting.pk}/"
    answer = as_(person).post(path, typed())
    assert (answer.status_code, Meeting.objects.count()) == (409, 0)
    assert "The preparation comes first" in answer.content.decode()
    prepare(waiting)
    assert as_(person).get(path).status_code == 200
    assert planned(waiting, actor=person).tandem == waiting


def test_each_side_reads_what_is_to_do(waiting: Tandem, as_: As) -> None:
    def pages(path: str) -> list[str]:
        return [as_(getattr(waiting, side).person).get(path).content.decode() for side in ("mentor", "mentee")]

    for path in (f"/tandems/{waiting.pk}/", "/home/"):
        mentor, mentee = pages(path)
        assert ("Your partner is still preparing" in mentor, "Your partner is still preparing" in mentee) == (
            True,
            False,
        )
        assert ("Prepare now" in mentor, "Prepare now" in mentee) == (False, True)
        assert ("Fix the first meeting" in mentor, "Fix the first meeting" in mentee) == (False, False)
    prepare(waiting)
    for path in (f"/tandems/{waiting.pk}/", "/home/"):
        assert ["Fix the first meeting" in page for page in pages(path)] == [True, True]


def test_the_mails_say_so_and_the_mentor_hears_when_it_is_done(waiting: Tandem) -> None:
    (mentee,), (mentor,) = mails("accepted_prepare"), mails("accepted_wait")
    assert (mentee.person_id, mentor.person_id) == (waiting.mentee.person_id, waiting.mentor.person_id)
    assert ("/links/preparation/" in mentee.text, mentee.secret) == (True, True)
    assert ("/links/" in mentor.text, mentor.secret) == (False, False)
    assert (mails("accepted"), mails("partner_ready")) == ([], [])
    assert PreparationLink.objects.get().application == waiting.mentee
    prepare(waiting)
    (ready,) = mails("partner_ready")
    assert ready.person_id == waiting.mentor.person_id


@pytest.mark.parametrize("state", [one for one in TandemState if one != TandemState.ACCEPTED])
def test_nobody_waits_in_any_other_state(db: None, state: TandemState) -> None:
    tandem = published(make_world(1, 1), prepared=False)[0]
    in_state(tandem, state)
    prepare(tandem)
    assert mails("partner_ready") == []


def test_without_the_part_the_date_is_free(as_: As, db: None) -> None:
    world = make_world(1, 1)
    world.cohort.save_version(world.cohort.version, parts=[])
    tandem = both_accept(published(world, prepared=False)[0])
    assert (len(mails("accepted")), PreparationLink.objects.count()) == (2, 0)
    assert planned(tandem).tandem == tandem
    assert "repar" not in as_(tandem.mentee.person).get(f"/tandems/{tandem.pk}/").content.decode()
