"""Silent exclusions decide and stay silent: nobody reads from the desk who excluded whom."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from augenhoehe.applications import confidential
from augenhoehe.applications.models import Application
from augenhoehe.audit.models import Entry
from augenhoehe.matching import exports
from augenhoehe.matching.models import Run
from augenhoehe.messaging.models import Mail

from .world import World, make_world

CANARY = "canary-of-the-list@stadt.example"


@pytest.fixture
def excluding(db: None) -> World:
    """Mentor 0 excludes both mentees and somebody who does not take part; so mentor 0 is left over."""
    world = make_world(2, 2)
    emails = [one.person.email for one in world.mentees]
    confidential.replace_exclusions(application=world.mentors[0], emails=[*emails, CANARY])
    return world


def pages(world: World, run: Run) -> dict[str, str]:
    cohort, number = world.cohort.pk, run.number
    names = ["matching-desk", "matching-notices", "matching-proposals", "matching-left-over", "matching-past"]
    paths = {name: reverse(name, args=[cohort]) for name in names}
    paths["check"] = reverse("run-check", args=[cohort, number])
    paths["compare"] = reverse("matching-compare", args=[cohort]) + f"?a={number}&b={number}"
    tried = urlencode({**run.rules.weights, "time": 40})
    paths["weights"] = reverse("run-weights", args=[cohort, number]) + f"?{tried}"
    paths["plans"] = reverse("run-plans", args=[cohort, number])
    two = urlencode({"mentor": world.mentors[0].pk, "mentee": world.mentees[0].pk})
    paths["why not"] = reverse("run-why-not", args=[cohort, number]) + f"?{two}"
    for application in (*world.mentors, *world.mentees):
        paths[f"partners {application.pk}"] = reverse("run-partners", args=[cohort, number, application.pk])
    for mentor in world.mentors:
        for mentee in world.mentees:
            paths[f"pair {mentor.pk} {mentee.pk}"] = reverse("run-pair", args=[cohort, number, mentor.pk, mentee.pk])
    return paths


def test_the_canary_is_nowhere(excluding: World, as_: Any) -> None:
    run = excluding.run()
    client = as_(excluding.office)
    for name, path in pages(excluding, run).items():
        answer = client.get(path)
        assert (name, answer.status_code, CANARY in answer.content.decode()) == (name, 200, False)
    for kind, (_type, write) in exports.KINDS.items():
        assert (kind, CANARY.encode() in write(run)) == (kind, False)
    stored = [*Run.objects.values_list("problem", "plan", "figures", "failure"), *Entry.objects.values_list("data")]
    assert CANARY not in str(stored)
    assert CANARY not in str(list(Mail.objects.values_list("subject", "text", "html")))


def test_the_office_reads_only_that_there_are_private_reasons(excluding: World, as_: Any) -> None:
    run = excluding.run()
    client = as_(excluding.office)
    path = reverse("run-pair", args=[excluding.cohort.pk, 1, excluding.mentors[0].pk, excluding.mentees[0].pk])
    html = client.get(path).content.decode()
    blocked = re.search(r"This pair is not possible.*?<ul>(.*?)</ul>", html, re.DOTALL)
    assert blocked is not None
    assert re.findall(r"<li>(.*?)</li>", blocked[1]) == ["not possible for private reasons"]
    assert [(one.cause, one.application_id) for one in run.left_over.filter(application__side="mentor")] == [
        ("rule:private", excluding.mentors[0].pk)
    ]


def test_both_directions_look_the_same(db: None, as_: Any) -> None:
    """Whether the mentor or the mentee excluded the other makes no difference to anything stored or shown."""
    world = make_world(2, 2)

    def input_when(owner: Application, other: Application) -> Any:
        confidential.replace_exclusions(application=owner, emails=[other.person.email])
        run = world.run()
        confidential.forget_exclusions(application=owner)
        return run.problem, run.plan

    mentor, mentee = world.mentors[0], world.mentees[0]
    assert input_when(mentor, mentee) == input_when(mentee, mentor)
