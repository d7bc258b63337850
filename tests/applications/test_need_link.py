"""The need check by the link in the office's mail: the whole of it, without an account, and nothing else."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from augenhoehe.applications.enums import Recommendation, State
from augenhoehe.applications.models import Application, ApplicationLink, NeedCheck
from augenhoehe.applications.selectors.need import need_of
from augenhoehe.applications.services import ask_for_need_checks, withdraw_application
from augenhoehe.audit.models import Entry
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from augenhoehe.programmes.parts import Part
from tests import factories
from tests.applications.forms import fields
from tests.cast import Cast

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]


@pytest.fixture
def asked(cast: Cast) -> Application:
    topics = {cast.topic: (0, 3)}
    one = factories.make_application(cast.cohort, "mentee", state=State.SUBMITTED, topics=topics)
    ask_for_need_checks(actor=cast.office, cohort=cast.cohort, now=timezone.now())
    return one


def path_for(one: Application) -> str:
    """What the latest mail to this person leads to."""
    mail = Mail.objects.filter(person_id=one.person_id, key="applications.need_asked").latest("pk")
    assert mail.secret
    return "/need-checks/" + mail.text.partition(f"{settings.BASE_URL}/need-checks/")[2].split()[0]


def test_the_whole_need_check_from_the_mail(cast: Cast, asked: Application) -> None:
    guest, path, key = Client(), path_for(asked), cast.topic.pk
    page = guest.get(path)
    assert page.status_code == 200
    refused = guest.post(path, fields(page, **{f"level_{key}": "1"}))
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, [f"occasion_{key}"])
    saved = guest.post(path, fields(page, **{f"level_{key}": "1", f"occasion_{key}": "Für den Stadtrat"}))
    assert saved.headers["Location"] == f"{path}statements/"
    assert guest.get(f"{path}result/").status_code == 404

    page = guest.get(f"{path}statements/")
    refused = guest.post(f"{path}statements/", fields(page, tried_text="Ein Kurs, zu allgemein"))
    assert refused.status_code == 422
    assert "Ein Kurs, zu allgemein" in refused.content.decode()
    saved = guest.post(f"{path}statements/", fields(refused, time_confirmed="yes"))
    assert saved.headers["Location"] == f"{path}result/"
    result = guest.get(f"{path}result/").content.decode()
    for text in ("A tandem fits", "Für den Stadtrat", "Ein Kurs, zu allgemein", path, f"{path}statements/"):
        assert text in result, text
    need = need_of(asked)
    assert need is not None
    assert need.recommendation == Recommendation.RECOMMENDED
    steps = Entry.objects.filter(action="applications.changed").values_list("actor_id", "data__step")
    assert sorted(steps) == [(asked.person_id, "need"), (asked.person_id, "topics")]


def test_its_pages_lead_nowhere_else(asked: Application) -> None:
    NeedCheck.objects.filter(application=asked).update(done_at=timezone.now())
    guest, path = Client(), path_for(asked)
    for page in ("", "statements/", "result/"):
        html = guest.get(f"{path}{page}").content.decode()
        assert "/applications/" not in html
        assert asked.person.email not in html
    for step in ("about", "aspects", "exclusions", "motivation", "topics", "need"):
        assert guest.get(f"/applications/{asked.pk}/{step}/").status_code == 302
        assert guest.get(f"{path}{step}/").status_code == 404


def test_opening_and_scanning_change_nothing(asked: Application) -> None:
    path, before = path_for(asked), (list(Application.objects.values()), list(ApplicationLink.objects.values()))
    for method in ("get", "head"):
        assert getattr(Client(), method)(path).status_code == 200
    assert (list(Application.objects.values()), list(ApplicationLink.objects.values())) == before
    assert Client().generic("PUT", path).status_code == 405


def test_it_is_no_other_link_and_nobody_can_guess_it(asked: Application) -> None:
    token = path_for(asked).split("/")[2]
    for kind in ("questions", "working-time", "links/care", "links/preparation", "interest"):
        assert Client().get(f"/{kind}/{token}/").status_code == 404, kind
    for forged in (token[:-1], token.partition(".")[0], f"x{token}"):
        assert Client().post(f"/need-checks/{forged}/", {}).status_code == 404
    assert not ApplicationLink.objects.filter(token_hash__in=token.split(".")).exists()


@pytest.mark.parametrize("state", sorted(set(State) - {State.WITHDRAWN}))
def test_it_opens_while_the_application_waits(asked: Application, state: State) -> None:
    Application.objects.filter(pk=asked.pk).update(state=state)
    path, waits = path_for(asked), state in (State.SUBMITTED, State.RESERVE)
    assert Client().get(path).status_code == (200 if waits else 410)
    assert Client().post(path, {}).status_code == (422 if waits else 410)


def test_a_newer_one_takes_its_place_and_each_expires(cast: Cast, asked: Application) -> None:
    first = path_for(asked)
    ask_for_need_checks(actor=cast.office, cohort=cast.cohort, now=timezone.now() + dt.timedelta(days=8))
    second = path_for(asked)
    assert [Client().get(path).status_code for path in (first, second)] == [410, 200]
    ApplicationLink.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    over = Client().get(second)
    assert (over.status_code, asked.person.email in over.content.decode()) == (410, False)


def test_withdrawal_archive_and_the_switch_end_it(cast: Cast, asked: Application) -> None:
    path, cohort = path_for(asked), asked.cohort
    cohort.parts = [part for part in Part.values if part != Part.NEED_CHECK]
    cohort.save()
    assert Client().get(path).status_code == 410
    cohort.parts, cohort.archived_at = list(Part.values), timezone.now()
    cohort.save()
    assert Client().get(path).status_code == 410
    cohort.archived_at = None
    cohort.save()
    assert Client().get(path).status_code == 200
    withdraw_application(actor=asked.person, application=asked, now=timezone.now())
    assert not ApplicationLink.objects.exists()
    assert Client().get(path).status_code == 404


def test_somebody_was_quicker(cast: Cast, asked: Application, as_: As) -> None:
    """Signed in and by link at once: the text typed by link is kept beside what is stored; the same twice is once."""
    guest, path, key = Client(), path_for(asked), cast.topic.pk
    page, signed_in = guest.get(path), as_(asked.person)
    own = signed_in.get(f"/applications/{asked.pk}/topics/")
    signed_in.post(f"/applications/{asked.pk}/topics/", fields(own, **{f"occasion_{key}": "Für den Ausschuss"}))
    typed = fields(page, **{f"occasion_{key}": "Für den Stadtrat"})
    answer = guest.post(path, typed)
    html = answer.content.decode()
    assert (answer.status_code, "Für den Ausschuss" in html, "Für den Stadtrat" in html) == (409, True, True)
    assert guest.post(path, fields(answer)).status_code == 302
    assert guest.post(path, typed).headers["Location"] == f"{path}statements/"


def test_in_the_language_of_the_mail(asked: Application) -> None:
    Person.objects.filter(pk=asked.person_id).update(language="de")
    assert "Themen" in Client().get(path_for(asked)).content.decode()
