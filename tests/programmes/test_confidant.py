"""A confidant stands outside the office: the two roles are never one person's, whoever gives them."""

from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from augenhoehe.people.models import Person
from augenhoehe.programmes.services import ConfidantInOfficeError, assign_role
from tests.cast import Cast
from tests.factories import make_role

As = Callable[[Person], Client]
OF_THE_OFFICE = ("office", "stand_in", "approver")


@pytest.mark.parametrize("kind", OF_THE_OFFICE)
@pytest.mark.parametrize("first", ["confidant", "office"])
def test_nobody_is_both(cast: Cast, kind: str, first: str) -> None:
    kinds = ["confidant", kind] if first == "confidant" else [kind, "confidant"]
    make_role(cast.programme, cast.stranger, kinds[0])
    with pytest.raises(ConfidantInOfficeError):
        assign_role(programme=cast.programme, email=cast.stranger.email, kind=kinds[1], actor=cast.office)
    assert [role.kind for role in cast.stranger.roles.all()] == kinds[:1]


@pytest.mark.parametrize("kind", ["council", "sponsor"])
def test_other_roles_may_go_together(cast: Cast, kind: str) -> None:
    make_role(cast.programme, cast.stranger, kind)
    assign_role(programme=cast.programme, email=cast.stranger.email, kind="confidant", actor=cast.office)
    assert cast.stranger.roles.count() == 2


def test_the_office_of_another_programme_may_listen(cast: Cast) -> None:
    assign_role(programme=cast.programme, email=cast.other_office.email, kind="confidant", actor=cast.office)
    assert cast.other_office.roles.count() == 2


def test_the_pages_and_the_command_say_why(cast: Cast, as_: As) -> None:
    roles = f"/office/cohorts/{cast.cohort.pk}/settings/roles/"
    answer = as_(cast.office).post(roles, {"email": cast.office2.email, "kind": "confidant"})
    assert (answer.status_code, "must not work in the office" in answer.content.decode()) == (422, True)
    appoint = f"/installation/programmes/{cast.programme.pk}/office/"
    answer = as_(cast.admin).post(appoint, {"email": cast.confidant.email})
    assert (answer.status_code, "must not work in the office" in answer.content.decode()) == (422, True)
    with pytest.raises(CommandError, match="must not work in the office"):
        call_command("appoint", cast.confidant.email, office=cast.programme.slug)
