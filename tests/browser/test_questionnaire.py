"""Half-time on a phone: by the card of the home page, or by the link alone, without an account."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from augenhoehe.care.models import CallRequest
from augenhoehe.people.models import Person
from augenhoehe.surveys.models import Draft, Sheet, Survey
from augenhoehe.surveys.tokens import token_of

from .conftest import Visitor
from .keyboard import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("city")]
Visit = Callable[..., Visitor]


def test_answered_by_keyboard_in_two_sittings(visit: Visit) -> None:
    survey = Survey.objects.get(cohort__name_en="Cohort 2", wave="midterm")
    before = survey.sheets.count()
    hands = Keyboard(visit(phone=True))
    hands.enter("running_mentor")
    hands.follow('main a[href*="/questionnaire/"]')
    path = urlsplit(hands.page.url).path
    assert hands.tick('input[name="meetings"]') == "1"
    # The arrows go along the scale, and round it; Tab leaves it.
    assert [hands.turn(key) for key in ("ArrowRight", "ArrowDown", "ArrowLeft")] == ["2", "3", "2"]
    assert [hands.turn(key) for key in ("ArrowUp", "ArrowUp", "ArrowRight", "ArrowRight")] == ["1", "6", "1", "2"]
    hands.to('input[name="usefulness"]')
    hands.follow('button[name="later"]')
    assert Draft.objects.get(survey=survey).values == {"meetings": 2}

    # By the link alone, on another phone.
    other = Keyboard(visit(phone=True))
    other.visitor.open(path)
    assert other.page.locator('input[name="meetings"][value="2"]').is_checked()
    other.tick('input[name="safety"]')
    other.tick('input[name="call"]')
    other.follow(".ah-form-actions button:not([name])")
    sent = [one.values for one in survey.sheets.all() if one.values == {"meetings": 2, "safety": 1}]
    assert (survey.sheets.count(), len(sent), Draft.objects.count()) == (before + 1, 1, 0)
    assert CallRequest.objects.filter(
        side="mentor", tandem__mentor__person__email__startswith="running_mentor@"
    ).exists()


def test_without_a_script_too(visit: Visit) -> None:
    survey = Survey.objects.get(cohort__name_en="Cohort 2", wave="midterm")
    mentee = Person.objects.get(email__startswith="running_mentee@")
    before = Sheet.objects.filter(survey=survey).count()
    visitor = visit(phone=True, script=False)
    page = visitor.open(f"/questionnaire/{token_of(survey, mentee.pk, 'mentee')}/")
    page.locator('label[for="id_usefulness_4"]').click()
    page.locator(".ah-form-actions button:not([name])").click()
    page.wait_for_load_state()
    assert Sheet.objects.filter(survey=survey).count() == before + 1
