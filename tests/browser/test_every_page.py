"""Every kind of page, for whoever may see it: axe, no side scrolling, nothing on the console."""

from collections.abc import Callable

import pytest

from augenhoehe.applications.enums import State, Step
from augenhoehe.applications.models import Application
from augenhoehe.people.models import Person, Unit
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.models import Tandem

from .conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("city")]


def pages() -> dict[str, list[str]]:
    """Who opens what, with ids of the demo."""
    cohort, running = Cohort.objects.latest("starts_on"), Cohort.objects.order_by("-starts_on")[1]
    office, past = f"/office/cohorts/{cohort.pk}", f"/office/cohorts/{running.pk}"
    mentor = Application.objects.get(cohort=cohort, person__email="mentor@auenbrueck.example")
    Application.objects.filter(pk=mentor.pk).update(state=State.SUBMITTED)  # may still be changed
    tandem = Tandem.objects.filter(cohort=running).earliest("pk")
    run = running.runs.get()
    return {
        "": [
            "/programmes/",
            "/programmes/reverse-mentoring/",
            "/accounts/login/",
            "/demo/",
            "/accessibility/",
            "/privacy/",
        ],
        "office": [
            f"{office}/",
            f"{office}/applications/",
            f"{office}/applications/?state=nothing",
            f"{office}/applications/{mentor.pk}/",
            f"{office}/applications/import/",
            f"{office}/topics/pool/",
            f"{office}/topics/coverage/",
            f"{office}/tandems/",
            f"{past}/tandems/",
            f"{past}/tandems/attention/",
            f"{past}/tandems/{tandem.pk}/",
            f"{past}/matching/runs/{run.number}/",
            f"{past}/matching/published/",
            f"{past}/matching/past/",
            f"{office}/messages/",
            f"{office}/texts/",
            f"{office}/settings/",
            f"/rules/{cohort.pk}/",
        ],
        "mentor": [
            "/profile/",
            "/profile/relations/",
            f"/applications/{mentor.pk}/",
            *(f"/applications/{mentor.pk}/{step}/" for step in Step),
        ],
        "sponsor": ["/home/", f"/cohorts/{cohort.pk}/sums/"],
        "council": ["/home/", f"/rules/{cohort.pk}/"],
        "supervisor": ["/home/"],
        "admin": [
            "/installation/",
            "/installation/people/",
            f"/installation/people/{Person.objects.earliest('pk').pk}/",
            "/installation/units/",
            f"/installation/units/{Unit.objects.earliest('pk').pk}/",
            "/installation/sites/",
            "/installation/grades/",
            "/installation/programmes/",
            "/accounts/2fa/",
        ],
    }


@pytest.mark.parametrize(("language", "phone", "dark"), [("de", False, False), ("en", True, True)])
def test_every_page(visit: Callable[..., Visitor], language: str, phone: bool, dark: bool) -> None:
    for persona, paths in pages().items():
        visitor = visit(language=language, phone=phone, dark=dark)
        if persona:
            visitor.enter(persona)
            visitor.check()
        for path in paths:
            visitor.open(path)
            visitor.check()


def test_without_javascript_the_office_still_gets_through(visit: Callable[..., Visitor]) -> None:
    cohort = Cohort.objects.latest("starts_on")
    office = visit(script=False)
    page = office.enter("office")
    office.open(f"/office/cohorts/{cohort.pk}/matching/")
    page.locator('form[action$="/start/"] button').click()
    page.wait_for_url("**/runs/1/")
    assert cohort.runs.count() == 1
