"""Two at once: nothing is lost when both agree, and nothing appears that one of them has not read."""

import pytest

from augenhoehe.common.models import StaleError
from augenhoehe.undertakings.models import Publication
from augenhoehe.undertakings.services.ending import announce_due, close_due
from tests.tandems.test_races import race

from .test_ending import at, days
from .world import ENDS_ON, agreed, mails, make_running, worded

pytestmark = pytest.mark.django_db(transaction=True)


def test_both_agree_at_the_same_moment() -> None:
    tandem = make_running()
    worded(tandem)
    race(lambda: agreed(tandem, "mentor"), lambda: agreed(tandem, "mentee"))
    assert Publication.objects.get().state == "published"
    assert len(mails("published")) == 2


def agree_while_it_is_worded() -> tuple[Publication, list[object]]:
    tandem = make_running()
    first = worded(tandem)
    agreed(tandem, "mentor")
    results = race(
        lambda: agreed(tandem, "mentee", version=first.version),
        lambda: worded(tandem, version=first.version, title="Neu"),
    )
    return Publication.objects.filter(tandem=tandem).latest("state"), results


def test_a_yes_never_meets_a_text_that_was_not_read() -> None:
    """Either the yes came first and the old text is public, or the new one waits for both."""
    text, results = agree_while_it_is_worded()
    if text.state == "published":
        assert text.title != "Neu"
    else:
        assert (text.title, text.mentor_agreed_at, text.mentee_agreed_at) == ("Neu", None, None)
        assert isinstance(results[0], StaleError)


def test_two_workers_at_the_end() -> None:
    make_running()
    race(*[lambda: announce_due(now=at(ENDS_ON - days(14)))] * 2)
    race(*[lambda: close_due(now=at(ENDS_ON + days(1)))] * 2)
    assert (len(mails("ending")), len(mails("closed"))) == (2, 2)
