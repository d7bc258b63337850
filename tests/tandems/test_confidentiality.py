"""What the other side and the office must not read is planted, and looked for everywhere."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from augenhoehe.applications import confidential
from augenhoehe.applications.enums import Side
from augenhoehe.applications.models import Application, TopicAnswer
from augenhoehe.audit.models import Entry
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from augenhoehe.tandems.models import ActionLink, Meeting, Tandem
from augenhoehe.tandems.selectors.office import rows_of, tandem_columns
from augenhoehe.tandems.services.answers import answer_proposal
from tests import factories
from tests.factories import NOW
from tests.matching.world import make_world

from .world import DETAILS, both_accept, link_to, planned, published

As = Callable[[Person], Client]
CANARY = "canary-7f3a"
FIELDS = ("motivation", "gives_text", "seeks_text", "decision_reason", "origin")


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def planted(db: None) -> Tandem:
    """Two who are asked; in every field of theirs that is not released stands a canary."""
    world = make_world(1, 1)
    canaries = {name: f"{CANARY}-{name}" for name in FIELDS}
    Application.objects.update(**canaries)
    for application in (*world.mentors, *world.mentees):
        confidential.replace_exclusions(application=application, emails=[f"{CANARY}@stadt.example"])
    return published(world)[0]


def pages(tandem: Tandem, client: Client) -> str:
    paths = [f"/tandems/{tandem.pk}/", f"/tandems/{tandem.pk}/meeting/"]
    if meeting := Meeting.objects.filter(tandem=tandem).first():
        paths += [f"/tandems/{tandem.pk}/meeting/{meeting.pk}/invitation.ics"]
    answers = [client.get(path) for path in paths]
    assert answers[0].status_code == 200
    return "".join(answer.content.decode() for answer in answers)


@pytest.mark.parametrize("side", Side)
def test_the_partner_reads_the_released_profile_only(planted: Tandem, as_: As, side: Side) -> None:
    link_page = Client().get(link_to(planted, side, f"proposal_{side}")).content.decode()
    proposed = pages(planted, as_(planted.application_of(side).person))
    both_accept(planted)
    planned(planted)
    formed = pages(planted, as_(planted.application_of(side).person))
    mails = "".join(mail.subject + mail.text + mail.html + mail.calendar for mail in Mail.objects.all())
    for text in (link_page, proposed, formed, mails):
        assert planted.partner_of(side).person.get_full_name() in text
        assert CANARY not in text


def test_nothing_of_it_is_copied_into_tables_of_this_room_or_the_log(planted: Tandem) -> None:
    both_accept(planted)
    planned(planted)
    rows = [
        *Tandem.objects.values(),
        *Meeting.objects.values(),
        *ActionLink.objects.values(),
        *Entry.objects.values(),
    ]
    assert CANARY not in str(rows)


def test_levels_weights_and_scores_are_not_told(planted: Tandem, as_: As) -> None:
    TopicAnswer.objects.filter(application=planted.mentee).update(level=0, relevance=3)
    text = pages(planted, as_(planted.mentor.person))
    for word in ("Largest lead", "%", "urgent", "new to me", str(planted.score)):
        assert word not in text[text.index("<h1") : text.index("</main>")]


def office_pages(tandem: Tandem, client: Client) -> str:
    base = f"/office/cohorts/{tandem.cohort_id}/tandems/"
    answers = [client.get(path) for path in (base, f"{base}{tandem.pk}/", f"{base}attention/?next=best")]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    return "".join(answer.content.decode() for answer in answers)


def test_the_office_does_not_read_where_they_meet(formed: Tandem, as_: As) -> None:
    office = formed.cohort.programme.roles.first().person
    meeting = planned(formed, details=dataclasses.replace(DETAILS, place=CANARY))
    assert CANARY not in office_pages(formed, as_(office))
    Meeting.objects.filter(pk=meeting.pk).update(mode="video", place="", video_url=f"https://{CANARY}.example/")
    text = office_pages(formed, as_(office))
    assert CANARY not in text
    assert "Dec. 7, 2026" in text or "12/07/2026" in text or "7 Dec" in text


def test_the_office_cannot_tell_whose_answer_is_missing(db: None, as_: As) -> None:
    seen = []
    for side in Side:
        tandem = published(make_world(1, 1))[0]
        answer_proposal(tandem=tandem, side=side, accept=True, now=NOW)
        (row,) = rows_of(tandem_columns(tandem.cohort, now=NOW))
        seen.append((row.state, row.outstanding, row.version))
    assert seen[0] == seen[1] == ("proposed", 1, 2)


def test_the_offices_rows_have_no_column_that_tells(formed: Tandem) -> None:
    columns: dict[str, Any] = tandem_columns(formed.cohort, now=NOW).get()
    telling = ("mentor_answer", "mentee_answer", "mentor_confirms", "mentee_confirms", "place", "video_url", "reasons")
    assert [name for name in columns if name.endswith(telling)] == []


def test_the_log_names_no_side(formed: Tandem) -> None:
    entries = Entry.objects.filter(action__in=("tandems.answered", "tandems.accepted"))
    assert [(entry.action, entry.actor_id, entry.data) for entry in entries.order_by("pk")] == [
        ("tandems.answered", None, {}),
        ("tandems.answered", None, {}),
        ("tandems.accepted", None, {}),
    ]


def test_a_third_person_finds_nothing(planted: Tandem, as_: As) -> None:
    assert as_(factories.make_person()).get(f"/tandems/{planted.pk}/").status_code == 404
