"""The pages of feedback talks: for the office and for the mentor, and none without the part."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from augenhoehe.applications.models import Application
from augenhoehe.feedback.models import Talk, Theme
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort, Lesson
from tests import factories
from tests.conftest import BACKEND
from tests.factories import NOW

from .conftest import LATER, make_active


def talks(cohort: Cohort, rest: str = "") -> str:
    return f"/office/cohorts/{cohort.pk}/evaluation/talks/{rest}"


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def test_from_the_plan_to_the_lesson(cohort: Cohort, office: Person, mentor: Application, desk: Client) -> None:
    assert mentor.person.get_full_name() in desk.get(talks(cohort)).content.decode()
    data = {
        "draft_key": uuid4(),
        "holder": office.pk,
        "day": LATER.date(),
        "time": "10:00",
        "minutes": 45,
        "place": "x",
    }
    assert desk.post(talks(cohort, f"with/{mentor.pk}/"), data).status_code == 302
    talk = Talk.objects.get()
    own = f"/feedback-talks/{talk.pk}/"
    member = signed_in(mentor.person)
    assert "What got in the way?" in member.get(own).content.decode()
    page = desk.get(talks(cohort, f"{talk.pk}/edit/"))
    assert (page.status_code, str(page.context["form"]["day"].value())) == (200, str(LATER.date()))
    said = {"version": 1, "held_on": NOW.date(), "said_0": "Trust.", "tags": "Time, time , Tools"}
    assert desk.post(talks(cohort, f"{talk.pk}/notes/"), said).status_code == 302
    assert "Trust." in desk.get(talks(cohort, f"{talk.pk}/")).content.decode()
    assert "Trust." not in member.get(own).content.decode()
    member.post(f"{own}ask/")
    assert "Trust." not in member.get(own).content.decode(), "the office hands them out, nobody takes them"
    assert "Would like to read the notes" in desk.get(talks(cohort)).content.decode()
    desk.post(talks(cohort, f"{talk.pk}/hand-out/"))
    assert "Trust." in member.get(own).content.decode()
    theme = Theme.objects.get(name="Time")
    lesson = {"text": "Start sooner.", "decision": "", "draft_key": uuid4()}
    for where in (f"themes/{theme.pk}/lesson/", f"{talk.pk}/lesson/"):
        assert desk.post(talks(cohort, where), {**lesson, "draft_key": uuid4()}).status_code == 302
    assert Lesson.objects.count() == 2
    assert "Feedback talks, theme" in desk.get(f"/office/cohorts/{cohort.pk}/settings/lessons/").content.decode()


def test_the_office_reads_which_date_would_suit(cohort: Cohort, mentor: Application, desk: Client) -> None:
    talk = factories.make_feedback(cohort, mentor, state="planned", starts_at=LATER)
    own = signed_in(mentor.person)
    for reply, counter, words in (
        ("accepted", None, "accepted"), ("declined", None, "has declined the invitation"),
        ("declined", LATER + dt.timedelta(days=2, hours=1), "would rather talk on"),
    ):  # fmt: skip
        Talk.objects.filter(pk=talk.pk).update(reply=reply, counter_at=counter)
        assert words in desk.get(talks(cohort, f"{talk.pk}/")).content.decode()
        state = "does not suit" if reply == "declined" else "accepted"
        assert all(
            state in one.content.decode() for one in (desk.get(talks(cohort)), own.get(f"/feedback-talks/{talk.pk}/"))
        )
        at = timezone.localtime(counter or LATER)
        form = desk.get(talks(cohort, f"{talk.pk}/edit/")).context["form"]
        assert (form["day"].value(), form["time"].value()) == (at.date(), at.time())


@pytest.mark.parametrize(
    ("change", "field"),
    [({"time": ""}, "time"), ({"day": ""}, "day"), ({"day": "2020-01-01"}, "day"), ({"minutes": "5"}, "minutes")],
)
def test_half_a_date_is_none(
    cohort: Cohort, office: Person, mentor: Application, desk: Client, change: dict[str, str], field: str
) -> None:
    data = {"draft_key": uuid4(), "holder": office.pk, "day": LATER.date(), "time": "10:00", "minutes": 45, **change}
    answer = desk.post(talks(cohort, f"with/{mentor.pk}/"), data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Talk.objects.exists()


def test_who_does_not_belong_to_the_office_talks_for_nobody(cohort: Cohort, mentor: Application, desk: Client) -> None:
    data = {"draft_key": uuid4(), "holder": mentor.person.pk, "minutes": 45}
    assert desk.post(talks(cohort, f"with/{mentor.pk}/"), data).status_code == 422


def test_the_second_of_two_who_write_sees_both_texts(cohort: Cohort, desk: Client) -> None:
    talk = factories.make_feedback(cohort)
    said = {"version": 1, "held_on": NOW.date(), "said_0": "First.", "tags": ""}
    assert desk.post(talks(cohort, f"{talk.pk}/notes/"), said).status_code == 302
    second = desk.post(talks(cohort, f"{talk.pk}/notes/"), {**said, "said_0": "Second."})
    assert second.status_code == 409
    assert second.context["form"]["said_0"].value() == "Second."


def test_to_many_at_once_and_only_to_active_mentors(cohort: Cohort, mentor: Application, desk: Client) -> None:
    others = [make_active(cohort), make_active(cohort, "ended")]
    desk.post(talks(cohort, "suggest/"), {"draft_key": uuid4(), "mentors": [mentor.pk, others[1].pk]})
    assert not Talk.objects.exists()
    desk.post(talks(cohort, "suggest/"), {"draft_key": uuid4(), "mentors": [mentor.pk, others[0].pk]})
    assert set(Talk.objects.values_list("mentor", flat=True)) == {mentor.pk, others[0].pk}


def test_nobody_else_opens_a_talk(cohort: Cohort, office: Person, mentor: Application) -> None:
    talk = factories.make_feedback(cohort, mentor, handed_out_at=NOW)
    for person in (office, make_active(cohort).person, factories.make_person()):
        client = signed_in(person)
        assert client.get(f"/feedback-talks/{talk.pk}/").status_code == 404
        assert client.post(f"/feedback-talks/{talk.pk}/ask/").status_code == 404


def test_without_the_part_nothing_is_left(cohort: Cohort, mentor: Application, desk: Client) -> None:
    talk = factories.make_feedback(cohort, mentor)
    Cohort.objects.filter(pk=cohort.pk).update(parts=[one for one in cohort.parts if one != "feedback"])
    paths = ("", "questions/", "questions/new/", f"with/{mentor.pk}/", f"{talk.pk}/", f"{talk.pk}/notes/")
    assert {desk.get(talks(cohort, one)).status_code for one in paths} == {404}
    assert desk.post(talks(cohort, "suggest/"), {}).status_code == 404
    assert signed_in(mentor.person).get(f"/feedback-talks/{talk.pk}/").status_code == 404
    assert "evaluation/talks" not in desk.get(f"/office/cohorts/{cohort.pk}/evaluation/").content.decode()


def test_empty_pages_say_what_to_do(cohort: Cohort, desk: Client) -> None:
    assert "Nobody to talk with yet" in desk.get(talks(cohort)).content.decode()
    cohort.programme.talk_questions.all().delete()
    assert "No questions yet" in desk.get(talks(cohort, "questions/")).content.decode()


def test_queries_do_not_grow(cohort: Cohort, desk: Client) -> None:
    counts = []
    for more in (1, 2):
        for _ in range(more):
            talk = factories.make_feedback(cohort, make_active(cohort, unit=factories.make_unit()), requested_at=NOW)
            talk.themes.add(Theme.objects.create(programme=cohort.programme, name=f"Theme {talk.pk}"))
        for path in ("", "questions/"):
            with CaptureQueriesContext(connection) as captured:
                assert desk.get(talks(cohort, path)).status_code == 200
            counts.append(len(captured))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 20
