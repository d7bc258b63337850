"""The form by the link in the office's mail: all of it but the silent list, without an account."""

import datetime as dt

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from augenhoehe.applications import confidential
from augenhoehe.applications.enums import Side, State, Step
from augenhoehe.applications.models import Application, ApplicationLink
from augenhoehe.applications.rules import steps_of
from augenhoehe.applications.services import invite_person, name_supervisor, return_application, withdraw_application
from augenhoehe.audit.models import Entry
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from tests import factories
from tests.applications.forms import fields
from tests.applications.test_journey import answers
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def let_in(cast: Cast, side: str) -> Application:
    cast.cohort.phases.filter(kind="call").delete()
    late, _new = invite_person(
        actor=cast.office, cohort=cast.cohort, email="spaet@stadt.example", side=side, now=timezone.now()
    )
    return late


def given_back(cast: Cast) -> Application:
    one = factories.make_application(cast.cohort, "mentor", state=State.SUBMITTED, motivation="Neugier")
    return return_application(actor=cast.office, application=one, message="Bitte Zeiten.", now=timezone.now())


def path_for(one: Application) -> str:
    """What the latest mail to this person leads to."""
    mail = Mail.objects.filter(person_id=one.person_id).latest("pk")
    assert (mail.key in ("applications.invited", "applications.returned"), mail.secret) == (True, True)
    return "/applying/" + mail.text.partition(f"{settings.BASE_URL}/applying/")[2].split()[0]


@pytest.mark.parametrize("side", Side)
def test_from_the_mail_to_the_receipt(cast: Cast, side: str) -> None:
    late, guest = let_in(cast, side), Client()
    path = path_for(late)
    assert guest.get(path).headers["Location"] == f"{path}about/"
    typed = answers(side, cast.topic, factories.make_unit())
    typed.pop("exclusions")
    order = [step for step in steps_of(side, cast.cohort) if step != Step.EXCLUSIONS]
    for step, said in typed.items():
        page = guest.get(f"{path}{step}/")
        following = "need/result" if step == "need" else order[order.index(Step(step)) + 1]
        saved = guest.post(f"{path}{step}/", fields(page, **said))
        assert saved.headers["Location"] == f"{path}{following}/", step
    html = guest.get(f"{path}check/").content.decode()
    assert ("Weil ich neugierig bin." in html, f"{path}about/" in html) == (True, True)
    assert [guest.post(f"{path}check/").headers["Location"] for _twice in range(2)] == [path, path]
    assert "Your application has arrived" in guest.get(path).content.decode()
    assert guest.get(f"{path}motivation/").status_code == 410
    late.refresh_from_db()
    assert (late.state, late.motivation) == (State.SUBMITTED, "Weil ich neugierig bin.")
    handed_in = Entry.objects.filter(object_id=str(late.pk), action="applications.submitted")
    assert {one.actor_id for one in handed_in} == {late.person_id}


def test_what_is_missing_is_said_and_what_is_wrong_stays(cast: Cast) -> None:
    path, guest = path_for(let_in(cast, Side.MENTEE)), Client()
    refused = guest.post(f"{path}check/")
    assert (refused.status_code, f"{path}topics/" in refused.content.decode()) == (422, True)
    page = guest.get(f"{path}about/")
    wrong = guest.post(f"{path}about/", fields(page, first_name="Sina", last_name=""))
    assert (wrong.status_code, "Sina" in wrong.content.decode()) == (422, True)
    assert guest.get(f"{path}need/result/").status_code == 404


def test_it_shows_neither_the_silent_list_nor_what_the_supervisor_said(cast: Cast) -> None:
    one = given_back(cast)
    name_supervisor(
        actor=one.person, application=one, version=one.version, email="chefin@stadt.example", now=timezone.now()
    )
    one.approvals.update(note="Im Mai nur ungern.")
    confidential.replace_exclusions(application=one, emails=["niemals@stadt.example"])
    path, guest = path_for(one), Client()
    for step in ("", *(f"{step}/" for step in Step)):
        html = guest.get(f"{path}{step}", follow=True).content.decode()
        assert not [word for word in ("niemals@", "ungern", f"/applications/{one.pk}") if word in html], step
    assert guest.get(f"{path}exclusions/").status_code == 404
    assert guest.post(f"{path}exclusions/", {"emails": "", "version": "1"}).status_code == 404
    assert confidential.own_exclusions(reader=one.person, application=one) == ["niemals@stadt.example"]


def test_opening_changes_nothing_and_the_other_link_is_no_key(cast: Cast) -> None:
    path = path_for(given_back(cast))
    before = (list(Application.objects.values()), list(ApplicationLink.objects.values()))
    assert [Client().head(f"{path}{step}").status_code for step in ("", "times/", "check/")] == [302, 200, 200]
    assert (list(Application.objects.values()), list(ApplicationLink.objects.values())) == before
    token = path.split("/")[2]
    assert Client().get(f"/need-checks/{token}/").status_code == 404
    assert Client().get(f"/applying/{token[:-1]}/").status_code == 404


def test_it_ends_with_what_it_is_for(cast: Cast) -> None:
    one, guest = given_back(cast), Client()
    path = path_for(one)
    for state in set(State) - {State.DRAFT, State.SUBMITTED, State.WITHDRAWN}:
        Application.objects.filter(pk=one.pk).update(state=state)
        assert [guest.get(path).status_code, guest.post(f"{path}check/").status_code] == [410, 410], state
    Application.objects.filter(pk=one.pk).update(state=State.SUBMITTED)
    again = return_application(actor=cast.office, application=one, message="Noch etwas.", now=timezone.now())
    assert [guest.get(each).status_code for each in (path, path_for(again))] == [410, 302]
    path = path_for(again)
    ApplicationLink.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert guest.get(f"{path}times/").status_code == 410
    ApplicationLink.objects.update(expires_at=timezone.now() + dt.timedelta(days=1))
    cast.cohort.archived_at = timezone.now()
    cast.cohort.save()
    assert guest.get(path).status_code == 410
    withdraw_application(actor=one.person, application=again, now=timezone.now())
    assert guest.get(path).status_code == 404


def test_in_the_language_of_the_mail(cast: Cast) -> None:
    one = given_back(cast)
    Person.objects.filter(pk=one.person_id).update(language="de")
    assert "Zeiten und Orte" in Client().get(f"{path_for(one)}times/").content.decode()
