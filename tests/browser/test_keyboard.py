"""Journeys by keyboard alone, on a phone: before the start, in the office, and for an executive's assistant."""

import datetime as dt
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from augenhoehe.applications.models import Application, ProposedDecision
from augenhoehe.calendars.models import HeldDate
from augenhoehe.matching.services import compute_run, start_run
from augenhoehe.messaging.models import Mail
from augenhoehe.outreach.models import Article, Comment, Interest, Question
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.models import Meeting, MeetingRecord, Series, Tandem

from .conftest import Visitor
from .keyboard import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("city")]
PROGRAMME = "/programmes/reverse-mentoring/"
Visit = Callable[..., Visitor]


def test_everybody_reads_asks_and_leaves_an_address(visit: Visit) -> None:
    visitor = visit(phone=True)
    hands, page = Keyboard(visitor), visitor.page
    visitor.open(PROGRAMME)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()

    hands.follow('main a[href$="/interest/"]')
    hands.send()
    expect(page.locator(".ah-errors")).to_be_focused()
    hands.write("#id_email", "neugier@auenbrueck.example")
    hands.send()
    assert Interest.objects.get(email="neugier@auenbrueck.example").confirmed_at is None

    visitor.open(PROGRAMME)
    hands.follow('main a[href$="/question/"]')
    hands.write("#id_text", "Darf ich zwei Mentees haben?")
    hands.write("#id_email", "neugier@auenbrueck.example")
    hands.to("#id_text", back=True)
    hands.send()
    assert Question.objects.get(email="neugier@auenbrueck.example").text == "Darf ich zwei Mentees haben?"


def test_somebody_finds_an_article_helpful_and_comments_on_it(visit: Visit) -> None:
    hands = Keyboard(visit(phone=True))
    hands.enter("running_mentor")
    article = Article.objects.exclude(pictures=None).latest("pk")
    hands.visitor.open(f"{PROGRAMME}news/{article.pk}/")
    hands.follow('form[action$="/helpful/"] button')
    assert article.helpful.filter(person__email__startswith="running_mentor@").exists()
    hands.write("main textarea", "Das ging uns auch so.")
    hands.send('form[action$="/comment/"]')
    assert Comment.objects.get(article=article, text="Das ging uns auch so.").person.email.startswith("running_mentor")


def test_the_office_lets_somebody_in_late_and_two_decide_about_others(visit: Visit) -> None:
    cohort = Cohort.objects.get(name_en="Cohort 3")
    Cohort.objects.filter(pk=cohort.pk).update(selection_four_eyes=True)
    hands, desk = Keyboard(visit(phone=True)), f"/office/cohorts/{cohort.pk}/applications/"
    hands.enter("office")
    hands.visitor.open(f"{desk}invite/")
    hands.write("#id_email", "spaet@auenbrueck.example")
    hands.write("#id_first_name", "Sina")
    hands.tick('input[name="side"]')
    hands.send()
    assert Application.objects.get(person__email="spaet@auenbrueck.example").late

    hands.visitor.open(f"{desk}selection/?state=submitted")
    chosen = [int(hands.tick('main input[name="ids"]')) for _row in range(2)]
    hands.follow('button[name="to"][value="reserve"]')
    hands.write("#id_message", "Wir melden uns.")
    hands.send()
    assert set(ProposedDecision.objects.filter(message="Wir melden uns.").values_list("application", flat=True)) == {
        *chosen
    }
    told = Mail.objects.filter(key="applications.reserve").count()

    hands.enter("office2")
    hands.visitor.open(f"{desk}proposals/")
    hands.tick("[data-tick-all]")
    hands.follow('button[name="act"][value="confirm"]')
    decided = Application.objects.filter(pk__in=chosen).values_list("state", "confirmed_by__email")
    assert set(decided) == {("reserve", "office2@auenbrueck.example")}
    assert Mail.objects.filter(key="applications.reserve").count() >= told + 2


def test_one_hands_in_a_run_and_the_other_publishes_it(visit: Visit) -> None:
    cohort, office = Cohort.objects.get(name_en="Cohort 3"), Person.objects.get(email__startswith="office@")
    run, _new = start_run(cohort=cohort, actor=office, note="", draft_key=uuid4())
    compute_run(run_id=run.pk, now=timezone.now())
    hands, desk = Keyboard(visit(phone=True)), f"/office/cohorts/{cohort.pk}/matching/runs/{run.number}/"
    for persona, page, form in (
        ("office", "check/", 'form[action$="/submit/"]'),
        ("office2", "publish/", "main .ah-form"),
    ):
        hands.enter(persona)
        hands.visitor.open(desk + page)
        if hands.page.locator(f'{form} input[name="acknowledged"]').count():
            hands.tick(f'{form} input[name="acknowledged"]')
        hands.send(form)
    run.refresh_from_db()
    assert (run.state, run.approved_by.email) == ("published", "office2@auenbrueck.example")


def test_a_slider_shows_at_once_what_would_come_of_it(visit: Visit) -> None:
    _closed, cohort, *_others = Cohort.objects.order_by("starts_on")
    hands = Keyboard(visit(phone=True))
    page = hands.page
    hands.enter("office")
    hands.visitor.open(f"/office/cohorts/{cohort.pk}/matching/runs/1/weights/")
    hands.to("#id_time")
    page.keyboard.press("End")
    page.locator("#trial-head strong").wait_for()
    page.wait_for_url("**time=100**")
    expect(page.locator("#trial-head strong")).to_be_in_viewport()  # the answer stays above the sliders
    assert page.locator("#id_time + output").inner_text() == "100"
    expect(page.locator("#id_time")).to_be_focused()


def test_the_office_looks_after_a_running_cohort(visit: Visit) -> None:
    _closed, cohort, *_others = Cohort.objects.order_by("starts_on")
    hands, desk = Keyboard(visit(phone=True)), f"/office/cohorts/{cohort.pk}/"
    page = hands.page
    hands.enter("office")
    hands.visitor.open(f"{desk}tandems/")
    hands.write('[name="q"]', "Zirngibl")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    hands.follow('main table a[href*="/tandems/"]')
    assert "Zirngibl" in page.inner_text("main")
    hands.visitor.open(f"{desk}tandems/")
    hands.to("footer a")

    hands.visitor.open(f"{desk}places/")
    hands.follow('main a[href*="/places/"]:not([href$="/new/"])')
    day = timezone.localdate() + dt.timedelta(days=50)
    before = HeldDate.objects.count()
    hands.write_day("#id_day", day)
    hands.write_time("#id_begins", "1000")
    hands.send('form[action$="/dates/"]')
    assert HeldDate.objects.count() == before + 1
    assert timezone.localtime(HeldDate.objects.latest("pk").starts_at).date() == day


def test_a_part_that_is_exchanged_keeps_the_focus(visit: Visit) -> None:
    """The best partners take a moment to compute; whoever has gone on meanwhile is not thrown back to the top."""
    _closed, cohort, *_others = Cohort.objects.order_by("starts_on")
    hands = Keyboard(visit(phone=True))
    page, held = hands.page, []
    hands.enter("office")
    page.route("**/attention/?next=best*", lambda route: held.append(route))
    hands.visitor.open(f"/office/cohorts/{cohort.pk}/tandems/attention/")
    hands.to("#waiting a")
    held[0].continue_()
    expect(page.locator("#waiting:not([hx-get])")).to_be_focused()
    hands.to("#waiting a, #waiting button, #waiting summary")


def test_an_assistant_moves_the_executives_date(visit: Visit) -> None:
    hands = Keyboard(visit(phone=True))
    hands.enter("assistant")
    hands.visitor.open("/assistance/")
    hands.follow("main table a")
    meeting = Meeting.objects.get(pk=hands.page.url.rstrip("/").rpartition("/")[2])
    hands.follow('main button[name="at"]')
    was = meeting.starts_at
    meeting.refresh_from_db()
    assert meeting.starts_at != was
    assert Mail.objects.filter(key="tandems.meeting_moved").exists()
    hands.visitor.open("/times/")
    hands.write("#id_monday", "9-12, 13-16")
    hands.send()
    hands.visitor.open("/times/feed/")
    hands.follow('form[action$="/feed/new/"] button')


def test_the_two_plan_meet_and_write_down(visit: Visit) -> None:
    tandem = Tandem.objects.get(mentor__person__email="running_mentor@auenbrueck.example")
    tandem.meetings.filter(state="planned").delete()
    Cohort.objects.filter(pk=tandem.cohort_id).update(meetings=9)
    space = f"/tandems/{tandem.pk}/"
    mentor = Keyboard(visit(phone=True))
    mentor.enter("running_mentor")
    mentor.visitor.open(f"{space}series/")
    mentor.send()
    series = Series.objects.get(tandem=tandem, state="open")

    mentee = Keyboard(visit(phone=True))
    mentee.enter("running_mentee")
    mentee.visitor.open(f"{space}series/")
    mentee.send()
    series.refresh_from_db()
    assert series.state == "taken"

    record = MeetingRecord.objects.filter(meeting__tandem=tandem).earliest("meeting__starts_at")
    mentor.visitor.open(f"{space}meeting/{record.meeting_id}/")
    form = f'form[action="{space}meeting/{record.meeting_id}/record/"]'
    mentor.write(f'{form} [name="minutes"]', "75")
    mentor.send(form)
    record.refresh_from_db()
    assert record.minutes == 75
    mentor.visitor.open(f"{space}notes/{record.meeting_id}/")
    mentor.write("#id_keywords", "Wissen teilen")
    mentor.send()
    assert "Wissen teilen" in mentor.page.inner_text("main")
    mentor.visitor.open(f"{space}undertaking/steps/")
    mentor.write("#id_text", "Eine Sprechstunde anbieten")
    mentor.tick('input[name="doer"]')
    mentor.send()
    assert "Eine Sprechstunde anbieten" in mentor.page.inner_text("main")


FAULTS = {
    "nothing shows the focus": "for (const one of main.querySelectorAll('a')) style(one, 'outline', 'none')",
    "is covered": "style(style(main.appendChild(document.createElement('p')), 'position', 'fixed'), 'inset', '0')",
    "jumps up": "style(style(main, 'display', 'flex'), 'flex-direction', 'column-reverse')",
    "sticks": "addEventListener('keydown', (event) => main.contains(event.target) && event.preventDefault())",
    "does not reach": "document.querySelector('footer').inert = true",
}
STYLE = "(one, name, value) => { one.style.setProperty(name, value, 'important'); return one; }"


@pytest.mark.parametrize("words", FAULTS)
def test_what_loses_somebody_is_noticed(visit: Visit, words: str) -> None:
    visitor = visit(phone=True)
    visitor.open(PROGRAMME)
    setting = f"const style = {STYLE}; const main = document.querySelector('main')"
    visitor.page.evaluate(f"() => {{ {setting}; {FAULTS[words]}; }}")
    with pytest.raises((AssertionError, pytest.fail.Exception), match=words):
        Keyboard(visitor).to("footer a")
