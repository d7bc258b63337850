"""The interest list: only a mailbox that says yes counts, everybody is told once, and leaving leaves nothing."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from augenhoehe.audit.models import Entry
from augenhoehe.messaging.enums import MailState
from augenhoehe.messaging.models import Mail
from augenhoehe.outreach.models import Interest, InterestLink, Notice
from augenhoehe.outreach.selectors.interest import interest_figures
from augenhoehe.outreach.services import interest as services
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort, Gate, Phase
from tests import factories
from tests.cast import Cast
from tests.factories import NOW, TODAY

SignIn = Callable[[Person], Client]
YEAR = dt.timedelta(days=365)


def mails() -> Any:
    """Those of the interest list."""
    return Mail.objects.filter(key__startswith="outreach.")


def register(cast: Cast, email: str = "kim@stadt.example", **changes: Any) -> None:
    values = {"side": "mentor", "language": "en", "draft_key": uuid4(), "now": NOW, **changes}
    services.register_interest(programme=cast.programme, email=email, **values)


def path_in(mail: Mail) -> str:
    found = re.search(r"http://testserver(/interest/[^/\s]+/)", mail.text)
    assert found
    return found[1]


def url_of(cast: Cast) -> str:
    return f"/programmes/{cast.programme.slug}/interest/"


def typed(email: str, **changes: str) -> dict[str, str]:
    return {"email": email, "side": "mentee", "language": "de", "draft_key": str(uuid4()), **changes}


def test_only_the_mailbox_itself_can_say_yes(cast: Cast) -> None:
    register(cast)
    mail = Mail.objects.get(key="outreach.interest_confirm")
    assert (mail.recipient, mail.person_id, mail.secret) == ("kim@stadt.example", None, True)
    assert Interest.objects.get().confirmed_at is None
    page = Client().get(path_in(mail))
    assert page.status_code == 200
    assert "kim@stadt.example" not in page.content.decode()
    assert Interest.objects.get().confirmed_at is None
    Client().post(path_in(mail), {"side": "unsure", "language": "de"})
    interest = Interest.objects.get()
    assert interest.confirmed_at is not None
    assert (interest.side, interest.language) == ("unsure", "de")
    assert [entry.action for entry in Entry.objects.all()] == ["outreach.interest_confirmed"]


def test_no_answer_tells_whether_an_address_is_known_or_ours(cast: Cast) -> None:
    factories.make_interest(cast.programme, email="known@stadt.example")
    answers = [
        Client().post(url_of(cast), typed(email), follow=True).content.decode()
        for email in ("known@stadt.example", "new@stadt.example", "somebody@elsewhere.example")
    ]
    passing = r'csrf\w*"(?: value=|: )"\w+"|nonce[-=]"?[\w+/=-]+'
    same = {re.sub(passing, "", answer, flags=re.IGNORECASE) for answer in answers}
    assert len(same) == 1
    assert sorted(mails().values_list("recipient", flat=True)) == ["known@stadt.example", "new@stadt.example"]
    assert not Interest.objects.filter(email__contains="elsewhere").exists()


def test_an_entry_that_counts_is_changed_by_its_owner_only(cast: Cast) -> None:
    factories.make_interest(cast.programme, email="kim@stadt.example", side="mentor")
    register(cast, side="mentee", language="de")
    assert Interest.objects.get().side == "mentor"


def test_the_same_form_twice_is_one_mail(cast: Cast) -> None:
    key = uuid4()
    register(cast, draft_key=key)
    register(cast, email="KIM@stadt.example", draft_key=key)
    assert (Interest.objects.count(), mails().count()) == (1, 1)


def test_what_a_program_fills_in_is_dropped(cast: Cast) -> None:
    answer = Client().post(url_of(cast), typed("kim@stadt.example", website="http://spam.example"))
    assert (answer.status_code, Interest.objects.count()) == (302, 0)


def test_an_address_gets_three_mails_an_hour_at_most(cast: Cast) -> None:
    answers = [Client().post(url_of(cast), typed("kim@stadt.example")).status_code for _ in range(4)]
    assert (answers, mails().count()) == ([302, 302, 302, 429], 3)


@pytest.fixture
def open_call(cast: Cast) -> Cohort:
    Phase.objects.filter(cohort=cast.cohort, kind="call").update(opens_on=TODAY, closes_on=TODAY)
    return cast.cohort


def told() -> list[str]:
    return sorted(Mail.objects.filter(key="outreach.interest_call").values_list("recipient", flat=True))


def test_everybody_is_told_once_when_the_call_is_open_and_released(open_call: Cohort) -> None:
    people = [factories.make_interest(open_call.programme) for _ in range(3)]
    factories.make_interest(open_call.programme, confirmed_at=None)
    factories.make_interest(factories.make_programme())
    Gate.objects.filter(cohort=open_call).update(passed_at=None)
    assert services.tell_of_open_calls(today=TODAY, now=NOW) == 0
    Gate.objects.filter(cohort=open_call).update(passed_at=NOW)
    assert services.tell_of_open_calls(today=TODAY - dt.timedelta(days=1), now=NOW) == 0
    assert services.tell_of_open_calls(today=TODAY, now=NOW) == 3
    assert services.tell_of_open_calls(today=TODAY, now=NOW) == 0
    assert told() == sorted(one.email for one in people)
    later = factories.make_interest(open_call.programme)
    assert services.tell_of_open_calls(today=TODAY, now=NOW) == 1
    assert later.email in told()


def test_the_next_cohort_is_told_of_again(open_call: Cohort) -> None:
    factories.make_interest(open_call.programme)
    services.tell_of_open_calls(today=TODAY, now=NOW)
    factories.make_cohort(open_call.programme)
    assert services.tell_of_open_calls(today=TODAY, now=NOW) == 1
    assert Notice.objects.count() == 2


def test_many_are_told_in_batches(open_call: Cohort, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "BATCH", 2)
    for _ in range(5):
        factories.make_interest(open_call.programme)
    assert services.tell_of_open_calls(today=TODAY, now=NOW) == 5
    assert len(set(told())) == 5


def test_mail_programs_leave_by_one_post_without_cookies(open_call: Cohort) -> None:
    """RFC 8058: List-Unsubscribe and List-Unsubscribe-Post; the address answers without a page in between."""
    factories.make_interest(open_call.programme)
    services.tell_of_open_calls(today=TODAY, now=NOW)
    url = mails().get().unsubscribe.removeprefix("http://testserver")
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(url).status_code == 200
    assert Interest.objects.count() == 1
    body = {"List-Unsubscribe": "One-Click"}
    assert [Client(enforce_csrf_checks=True).post(url, body).status_code for _ in range(2)] == [200, 200]
    assert (Interest.objects.count(), InterestLink.objects.count()) == (0, 0)
    assert Client().get(url).status_code == 410


def test_who_leaves_leaves_nothing_behind_and_gets_no_mail_that_waits(open_call: Cohort) -> None:
    gone, stays = (factories.make_interest(open_call.programme) for _ in range(2))
    services.tell_of_open_calls(today=TODAY, now=NOW)
    services.leave(interest=gone)
    assert [mail.recipient for mail in mails()] == [stays.email]
    assert gone.email not in str(list(Entry.objects.values()))


def test_a_mail_that_is_just_being_sent_stays(open_call: Cohort) -> None:
    interest = factories.make_interest(open_call.programme)
    services.tell_of_open_calls(today=TODAY, now=NOW)
    mails().update(state=MailState.SENDING)
    services.leave(interest=interest)
    assert mails().count() == 1


def test_the_office_sees_numbers_and_no_address(cast: Cast, as_: SignIn) -> None:
    for side in ("mentor", "mentor", "unsure"):
        factories.make_interest(cast.programme, side=side, email=f"{side}{uuid4().hex}@stadt.example")
    services.tell_of_open_calls(today=TODAY, now=NOW)
    figures = interest_figures(cast.cohort)
    assert [number for _label, number in figures.sides] == [2, 0, 1]
    assert (figures.total, figures.told, figures.waiting, figures.failed) == (3, 3, 0, 0)
    office = as_(cast.office)
    for page in ("interest", "messages"):
        text = office.get(f"/office/cohorts/{cast.cohort.pk}/{page}/").content.decode()
        assert not any(address in text for address in Interest.objects.values_list("email", flat=True))


def test_by_hand_only_while_the_call_is_open(cast: Cast) -> None:
    with pytest.raises(services.CallClosedError):
        services.tell_now(cohort=cast.cohort, actor=cast.office, today=TODAY + 5 * YEAR)


def test_after_two_years_the_owner_is_asked_and_silence_deletes(cast: Cast) -> None:
    for name, confirmed in (("young", NOW - YEAR), ("old", NOW - 2 * YEAR - dt.timedelta(days=1))):
        factories.make_interest(cast.programme, email=f"{name}@stadt.example", confirmed_at=confirmed)
    assert services.forget_interest(now=NOW) == services.forget_interest(now=NOW) == 0
    mail = Mail.objects.get(key="outreach.interest_renew")
    assert mail.recipient == "old@stadt.example"
    assert services.forget_interest(now=NOW + services.TO_ANSWER) == 0
    assert services.forget_interest(now=NOW + services.TO_ANSWER + dt.timedelta(hours=1)) == 1
    assert [one.email for one in Interest.objects.all()] == ["young@stadt.example"]


def test_a_yes_after_two_years_counts_anew(cast: Cast) -> None:
    interest = factories.make_interest(cast.programme, confirmed_at=NOW - 3 * YEAR)
    services.forget_interest(now=NOW)
    services.confirm_interest(interest=interest, side="mentee", language="en", now=NOW)
    assert services.forget_interest(now=NOW + YEAR) == 0


def test_what_nobody_confirmed_goes_after_a_week(cast: Cast) -> None:
    register(cast)
    Interest.objects.update(created_at=NOW)
    assert services.forget_interest(now=NOW + services.UNCONFIRMED) == 0
    assert services.forget_interest(now=NOW + services.UNCONFIRMED + dt.timedelta(minutes=1)) == 1
    assert mails().count() == 0


def test_a_hidden_programme_has_no_list(cast: Cast) -> None:
    type(cast.programme).objects.filter(pk=cast.programme.pk).update(public=False)
    assert Client().get(url_of(cast)).status_code == 404
