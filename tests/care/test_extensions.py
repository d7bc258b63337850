"""More months: both want them, three in all, and the supervisors are asked about the hours."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.formats import date_format

from augenhoehe.applications.enums import Side
from augenhoehe.applications.models import Approval
from augenhoehe.applications.services import approval as approvals
from augenhoehe.audit.models import Entry
from augenhoehe.care.enums import EXTENSION_TRANSITIONS, ExtensionState
from augenhoehe.care.errors import AskedAlreadyError, TooLongError
from augenhoehe.care.models import Extension
from augenhoehe.care.selectors.member import questions_for
from augenhoehe.care.services.extensions import _change, answer_extension, ask_extension, settle_extensions, take_back
from augenhoehe.common.dates import months_later
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.errors import TandemError
from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.factories import NOW

from .world import link_to, mails, put, running

As = Callable[[Person], Client]


@pytest.fixture
def tandem(db: None) -> Tandem:
    """Two under way whose supervisors nobody asks."""
    return running(factories.make_cohort(parts=[]), begins_on=dt.date(2026, 8, 31))


@pytest.fixture
def asked(db: None) -> Tandem:
    """Two under way, the mentor's supervisor has agreed to the mentor's hours."""
    tandem = running()
    factories.make_approval(tandem.mentor, "agreed")
    return tandem


def ask(tandem: Tandem, months: int = 2, side: Side = Side.MENTOR) -> Extension:
    return ask_extension(tandem=tandem, side=side, months=months, now=NOW)


def answer(tandem: Tandem, wanted: bool = True, side: Side = Side.MENTEE) -> Extension | None:
    return answer_extension(tandem=tandem, side=side, wanted=wanted, now=NOW)


def last_day(tandem: Tandem) -> dt.date | None:
    tandem.refresh_from_db()
    return tandem.ends_on


def test_it_holds_when_both_want_it(tandem: Tandem) -> None:
    ask(tandem)
    assert last_day(tandem) == dt.date(2027, 2, 28)
    extension = answer(tandem)
    assert (getattr(extension, "state", ""), last_day(tandem)) == ("valid", dt.date(2027, 4, 28))
    assert len(mails("extended")) == 2


def test_three_months_in_all(tandem: Tandem) -> None:
    ask(tandem, 2), answer(tandem)
    with pytest.raises(TooLongError):
        ask(tandem, 2)
    ask(tandem, 1), answer(tandem)
    assert last_day(tandem) == dt.date(2027, 5, 28)
    with pytest.raises(TooLongError):
        ask(tandem, 1)


def test_the_same_wish_twice_is_one_and_another_is_refused(tandem: Tandem) -> None:
    assert ask(tandem) == ask(tandem)
    assert len(mails("extension_asked")) == 1
    for months, side in ((1, Side.MENTOR), (2, Side.MENTEE)):
        with pytest.raises(AskedAlreadyError):
            ask(tandem, months, side)


def test_nobody_answers_their_own_wish(tandem: Tandem) -> None:
    ask(tandem)
    with pytest.raises(TandemError):
        answer(tandem, side=Side.MENTOR)
    assert last_day(tandem) == dt.date(2027, 2, 28)


def test_a_wish_that_is_not_shared_is_not_kept(tandem: Tandem) -> None:
    ask(tandem)
    assert answer(tandem, wanted=False) is None
    assert Extension.objects.count() == 0
    assert [mail.person_id for mail in mails("extension_declined")] == [tandem.mentor.person_id]
    assert {entry.actor_id for entry in Entry.objects.all()} == {None}
    with pytest.raises(TandemError):
        answer(tandem)
    ask(tandem, 1)


def test_who_asked_may_think_again(tandem: Tandem) -> None:
    ask(tandem)
    take_back(tandem=tandem, side=Side.MENTEE, now=NOW)
    assert Extension.objects.count() == 1
    path = link_to(tandem, Side.MENTEE, "extension_asked")
    take_back(tandem=tandem, side=Side.MENTOR, now=NOW)
    assert (Extension.objects.count(), Client().get(path).status_code) == (0, 410)


def test_the_office_does_not_find_out_who_asked(tandem: Tandem) -> None:
    ask(tandem), answer(tandem, wanted=False)
    listed = Mail.objects.of_programme(tandem.cohort.programme_id)
    assert list(listed.filter(key__startswith="care.")) == []


@pytest.mark.parametrize("state", sorted(set(TandemState) - {TandemState.CONFIRMED, TandemState.PAUSED}))
def test_only_a_running_tandem_is_extended(tandem: Tandem, state: TandemState) -> None:
    put(tandem, state)
    for act in (ask, answer):
        with pytest.raises(TandemError):
            act(tandem)


@pytest.mark.parametrize("before", ExtensionState)
@pytest.mark.parametrize("to", ExtensionState)
def test_every_step(tandem: Tandem, before: ExtensionState, to: ExtensionState) -> None:
    extension = Extension.objects.create(tandem=tandem, months=1, asked_by="mentor", state=before)
    if to in EXTENSION_TRANSITIONS[before]:
        assert _change(extension, to, tandem).state == to
        assert [entry.action for entry in Entry.objects.all()] == [f"care.extension_{to}"]
    else:
        with pytest.raises(TandemError):
            _change(extension, to, tandem)
        assert Entry.objects.count() == 0


# The working time.


def test_the_supervisor_is_asked_about_all_hours(asked: Tandem) -> None:
    before = asked.ends_on
    ask(asked), answer(asked)
    approval = Approval.objects.current().get()
    assert (approval.application, approval.hours, approval.state) == (asked.mentor, 24 + 5, "asked")
    assert before is not None
    assert approval.until == months_later(before, 2)
    assert Mail.objects.filter(key="applications.approval_longer", recipient="chefin@stadt.example").count() == 1
    assert (Extension.objects.get().state, last_day(asked)) == ("waiting", before)
    assert len(mails("extension_waiting")) == 2


def test_the_supervisor_reads_until_when_and_how_many_hours_more(asked: Tandem) -> None:
    ask(asked), answer(asked)
    until = Approval.objects.filter(until__isnull=False).values_list("until", flat=True).get()
    (mail,) = Mail.objects.filter(key="applications.approval_longer")
    path = next(word for word in re.findall(r"/working-time/[^/]+/", mail.text))
    page = Client(headers={"accept-language": "en"}).get(path).content.decode()
    assert f"would like to go on until {date_format(until, 'DATE_FORMAT')}" in page
    assert f"– {date_format(until, 'SHORT_DATE_FORMAT')}" in page
    assert "29 hours of working time in all, 5 of them for the extension" in page
    assert "until the tandems are formed" not in page


def test_it_holds_with_the_supervisors_word(asked: Tandem) -> None:
    before = asked.ends_on
    ask(asked), answer(asked)
    assert settle_extensions(now=NOW) == 0
    approval = Approval.objects.current().get()
    approvals.agree(approval=approval, version=approval.version, now=NOW)
    assert [settle_extensions(now=NOW) for _time in range(2)] == [1, 0]
    assert last_day(asked) > before
    assert len(mails("extended")) == 2


def test_once_more_the_supervisor_is_asked_about_all_months_together(asked: Tandem) -> None:
    for months in (2, 1):
        ask(asked, months), answer(asked)
        approval = Approval.objects.current().get()
        approvals.agree(approval=approval, version=approval.version, now=NOW)
        settle_extensions(now=NOW)
    assert Approval.objects.current().get().hours == 24 + 8


def test_it_waits_as_long_as_the_supervisor_says_later(asked: Tandem) -> None:
    ask(asked), answer(asked)
    approval = Approval.objects.current().get()
    approvals.postpone(
        approval=approval, version=approval.version, until=dt.date(2027, 6, 1), reason="peak", text="", now=NOW
    )
    assert settle_extensions(now=NOW) == 0


def test_both_supervisors_where_both_are_asked(asked: Tandem) -> None:
    Cohort.objects.update(approval_asks="both")
    factories.make_approval(asked.mentee, "agreed", hours=16, supervisor="chef@stadt.example")
    asked.refresh_from_db()
    ask(asked, 3), answer(asked)
    for current in Approval.objects.current().order_by("hours"):
        assert settle_extensions(now=NOW) == 0
        approvals.agree(approval=current, version=current.version, now=NOW)
    assert settle_extensions(now=NOW) == 1


def test_where_nobody_is_named_nothing_waits(db: None) -> None:
    tandem = running()
    ask(tandem)
    extension = answer(tandem)
    assert getattr(extension, "state", "") == "valid"


# By mail and on the page.


@pytest.mark.parametrize(("word", "state"), [("yes", ["valid"]), ("no", [])])
def test_by_the_link_in_the_mail(tandem: Tandem, word: str, state: list[str]) -> None:
    ask(tandem)
    path, client = link_to(tandem, Side.MENTEE, "extension_asked"), Client()
    assert "For 2 months more" in client.get(path).content.decode()
    assert Extension.objects.get().state == "asked"
    assert client.post(path, {"answer": "perhaps"}).status_code == 422
    assert client.post(path, {"answer": word}).status_code == 200
    assert list(Extension.objects.values_list("state", flat=True)) == state
    assert client.post(path, {"answer": "yes"}).status_code == 410


def test_on_the_page(tandem: Tandem, as_: As) -> None:
    mentor, mentee = (as_(one.person) for one in (tandem.mentor, tandem.mentee))
    base = f"/tandems/{tandem.pk}/care/"
    assert mentor.post(f"{base}extension/", {"months": "4"}).status_code == 422
    assert mentor.post(f"{base}extension/", {"months": "2"}).status_code == 302
    assert "Take it back" in mentor.get(base).content.decode()
    assert "would like to go on for 2 months" in mentee.get(base).content.decode()
    assert "would like to go on for 2 months" in mentee.get(f"/tandems/{tandem.pk}/").content.decode()
    assert mentor.post(f"{base}extension/answer/", {"answer": "yes"}).status_code == 409
    assert mentee.post(f"{base}extension/", {"months": "1"}).status_code == 409
    assert mentee.post(f"{base}extension/answer/", {}).status_code == 422
    assert mentee.post(f"{base}extension/answer/", {"answer": "yes"}).status_code == 302
    assert "runs until 28 April 2027" in mentor.get(base).content.decode()


def test_only_the_other_one_is_asked_at_home(tandem: Tandem) -> None:
    ask(tandem)
    asked = {side: [one.kind for one in questions_for(tandem.application_of(side).person, NOW.date())] for side in Side}
    assert asked == {Side.MENTOR: [], Side.MENTEE: ["extension"]}


def test_take_back_on_the_page(tandem: Tandem, as_: As) -> None:
    ask(tandem)
    path = f"/tandems/{tandem.pk}/care/extension/answer/"
    assert as_(tandem.mentor.person).post(path, {"answer": "no"}).status_code == 302
    assert (Extension.objects.count(), len(mails("extension_declined"))) == (0, 0)
