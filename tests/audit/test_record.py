import datetime as dt

import pytest
from django.db import transaction

from augenhoehe.audit.models import Entry
from augenhoehe.audit.services import forget_entries, record
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_entry_says_who_did_what_to_what() -> None:
    person, programme = factories.make_person(), factories.make_programme()
    record(actor=person, action="programmes.changed", on=programme, fields=["name_de"])
    entry = Entry.objects.get()
    assert (entry.actor_id, entry.action, entry.object_type, entry.object_id, entry.data) == (
        person.pk,
        "programmes.changed",
        "programmes.Programme",
        programme.pk,
        {"fields": ["name_de"]},
    )


def test_the_entry_goes_with_the_act_that_failed() -> None:
    def act_that_fails() -> None:
        with transaction.atomic():
            record(actor=None, action="people.forgotten")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act_that_fails()
    assert not Entry.objects.exists()


def test_the_log_outlives_its_actor() -> None:
    person = factories.make_person()
    record(actor=person, action="people.joined", on=person)
    number = person.pk
    person.delete()
    assert Entry.objects.get().actor_id == number


def test_the_log_forgets_after_twelve_months() -> None:
    entry = record(actor=None, action="audit.test")
    assert forget_entries(now=entry.at + dt.timedelta(days=365)) == 0
    assert forget_entries(now=entry.at + dt.timedelta(days=365, seconds=1)) == 1
    assert not Entry.objects.exists()
