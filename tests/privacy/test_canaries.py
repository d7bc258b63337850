"""No confidential text reaches the wrong role: canaries in every confidential field, and a written matrix."""

import logging
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path

from augenhoehe.applications.models import Application
from augenhoehe.audit import registry
from augenhoehe.audit.services import record
from augenhoehe.messaging.models import Mail
from augenhoehe.tandems.selectors import profile
from config.urls import urlpatterns as real_urlpatterns
from tests.access.test_table import TABLE
from tests.cast import ROLES, Cast

from . import scan
from .matrix import MAY_SEE, field_of
from .silence import WATCHED
from .stage import Stage, make_stage
from .walker import NOT_WALKED, UnknownPartError, addresses, answers, walk


def confidential_fields() -> set[str]:
    return {
        f"{model}.{name}"
        for model, one in registry.classifications().items()
        for name, personal in one.personal.items()
        if personal.confidential
    }


def planted_fields(stage: Stage) -> set[str]:
    return {field_of(one.key) for one in stage.canaries}


def test_every_confidential_field_has_a_canary_or_a_silence_and_a_line_in_the_matrix(stage: Stage) -> None:
    planted = planted_fields(stage)
    assert planted | WATCHED == confidential_fields() == {field_of(key) for key in MAY_SEE}
    assert planted & WATCHED == set()


def test_a_new_confidential_field_without_a_canary_is_noticed(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    known = dict(registry.classifications())
    monkeypatch.setattr(registry, "_classified", known)
    registry.classify("tandems.Note", personal={"text": registry.Personal("planted", "a day", confidential=True)})
    assert confidential_fields() - planted_fields(stage) - WATCHED == {"tandems.Note.text"}


@pytest.mark.usefixtures("bare_404", "thousands")
def test_nobody_sees_what_is_not_theirs_and_everybody_what_is(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    """Pages, files, calendars, answers to empty forms, mails, logs and tables, for every role.

    The same walk sees that opening is not answering: whatever is only looked at writes nothing anywhere.
    """
    with caplog.at_level(logging.INFO):
        stage = make_stage(cast)
        seen = list(answers(stage, methods=("GET", "POST")))
    pages = [one for one in seen if one.status != 404]
    sightings = [
        *scan.in_pages(stage, pages),
        *scan.in_mails(stage),
        *scan.in_logs(stage, caplog.text),
        *scan.in_tables(stage),
    ]
    broken = {
        "falls over": {f"{one} as {one.role}": one.status for one in pages if one.status >= 500},
        "writes though it is only opened": {
            f"{one} as {one.role}": one.wrote for one in seen if one.method == "GET" and one.wrote
        },
        "shows what is not theirs": scan.wrong(sightings),
    }
    assert {promise: found for promise, found in broken.items() if found} == {}
    assert scan.missing(stage, sightings) == set()
    opened = {page.path for page in pages if page.status == 200}
    assert _never_opened(stage, opened) == NOBODY_OPENS


# They lead on or are over: to the programme, to the run's proposals, to the meeting that is planned already, back from
# a question that is answered, and from a mail to the office's questions.
NOBODY_OPENS = {
    "",
    "office/cohorts/<int:cohort_id>/matching/runs/<int:number>/",
    "office/programmes/<int:programme_id>/questions/",
    "office/questions/<int:question_id>/",
    "tandems/<int:pk>/meeting/",
    "applications/<int:pk>/question/",
    "questions/<str:token>/",
}


def _never_opened(stage: Stage, opened: set[str]) -> set[str]:
    found: dict[str, bool] = {}
    for route, address in addresses(stage):
        found[route] = found.get(route, False) or address in opened
    return {route for route, was in found.items() if not was}


def leak(request: HttpRequest) -> HttpResponse:
    return HttpResponse(" ".join(Application.objects.values_list("motivation", flat=True)))


urlpatterns = [*real_urlpatterns, path("leak/", leak), path("leak/<int:unheard_of_id>/", leak)]
LEAKING = ("anonymous", "mentee")


def test_a_leaking_page_is_caught(stage: Stage, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ROOT_URLCONF = __name__
    monkeypatch.setattr("tests.privacy.walker.routes", lambda: ["leak/"])
    found = scan.wrong(scan.in_pages(stage, walk(stage, roles=LEAKING)))
    assert set(found) == {
        "applications.Application.motivation by anonymous",
        "applications.Application.motivation by partner",
        "applications.Application.motivation:draft by anonymous",
        "applications.Application.motivation:draft by mentee",
    }


def test_a_template_that_says_too_much_is_caught(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The partner's profile with their motivation in the place of what they give."""
    monkeypatch.setattr(profile, "_aspects", lambda weights: [stage.cast.mentor_application.motivation])
    route = "tandems/<int:pk>/"
    monkeypatch.setattr("tests.privacy.walker.routes", lambda: [route])
    found = scan.wrong(scan.in_pages(stage, walk(stage, roles=("mentor", "mentee"))))
    assert set(found) == {"applications.Application.motivation by partner"}


def test_mails_and_logs_that_say_too_much_are_caught(stage: Stage) -> None:
    words = {one.key: one.word for one in stage.canaries}
    Mail.objects.filter(key__startswith="tandems.", person_id=stage.cast.mentee.pk).update(
        calendar=f"DESCRIPTION:{words['matching.Run.problem'][:8]}\r\n {words['matching.Run.problem'][8:]}"
    )
    record(actor=None, action="tandems.planted", text=words["tandems.Meeting.place"])
    heard = [*scan.in_mails(stage), *scan.in_logs(stage, f"INFO {words['applications.Exclusion.email'].upper()}")]
    assert set(scan.wrong(heard)) == {
        "matching.Run.problem by mentee",
        "tandems.Meeting.place by audit log",
        "applications.Exclusion.email by log",
    }


def test_a_route_with_a_part_nobody_knows_is_noticed(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.privacy.walker.routes", lambda: ["leak/<int:unheard_of_id>/"])
    with pytest.raises(UnknownPartError):
        list(addresses(stage))


def test_only_signing_in_and_the_demo_are_left_out() -> None:
    left_out = {route.partition("/")[0] for route in TABLE if route.startswith(NOT_WALKED)}
    assert left_out == {"accounts", "language", "demo", "mailbox"}
    assert len(ROLES) == 13
