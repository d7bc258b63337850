"""What a mail asks for is done by its button without signing in, or there is a reason why not."""

from typing import Final
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from augenhoehe.messaging.registry import text_kinds
from tests.access.test_table import TABLE, expected

SAMPLES: Final = {kind.key: kind.sample for kind in text_kinds()}

# The button leads to a page that is open to whoever holds the link, and there, or on the next, it is done.
BY_LINK: Final = {
    *(f"applications.approval_{name}" for name in ("asked", "longer", "reminder", "answered")),
    *(f"applications.approval_{name}" for name in ("question", "question_open")),
    *(f"applications.{name}" for name in ("need_asked", "invited", "returned")),
    *(f"care.{name}" for name in ("break_over", "ended", "extension_asked", "quiet")),
    *(f"surveys.{name}" for name in ("asked", "reminder")),
    *(f"events.{name}" for name in ("invited", "signed_up", "waiting", "moved_up", "changed", "declined", "reminder")),
    *("events.preparation", "evaluation.consent", "network.reminder"),
    *("outreach.comment_confirm", "outreach.consent_asked"),
    *(f"outreach.interest_{name}" for name in ("call", "confirm", "renew")),
    *(f"tandems.{name}" for name in ("proposal_mentor", "proposal_mentee", "answer_reminder", "confirm_request")),
    "tandems.accepted_prepare",
    *(f"tandems.meeting_{name}" for name in ("invitation", "next", "moved", "reminder", "asked", "declined")),
    *(f"tandems.{name}" for name in ("counter_proposed", "counter_declined", "counter_sent", "series_proposed")),
}
# The same for everybody: a public page.
PUBLIC: Final = {f"outreach.call_{name}" for name in ("save_the_date", "opening", "reminder", "last_days")}

# Tandem content never opens by mail link or code alone.
_OF_THE_TWO: Final = "what the two write and plan, with the free times of both calendars"
_WISHES: Final = "what somebody wishes for is nobody else's to read or to change"
_OFFICE: Final = "the office's own work, at its desk"
SIGNED_IN: Final = {
    **dict.fromkeys(("agreements.proposed", "notebook.message", "undertakings.consent_asked"), _OF_THE_TWO),
    **dict.fromkeys(("tandems.accepted", "tandems.partner_ready", "undertakings.ending"), _OF_THE_TWO),
    **dict.fromkeys(("mirror.asked_first", "mirror.asked_last", "mirror.reminder"), _OF_THE_TWO),
    **dict.fromkeys(("recognition.benefits_opened", "recognition.benefits_reminder"), _WISHES),
    **dict.fromkeys(
        ("applications.approval_question_office", "applications.approval_question_left", "applications.approval_silent",
         "care.call_asked", "matching.approval_wanted", "matching.run_returned", "outreach.question_new",
         "outreach.question_waits"),
        _OFFICE,
    ),
    "people.sign_in_code": "it is the signing in",
}  # fmt: skip
# They tell something and ask for nothing.
TELLING: Final = {
    "agreements.agreed",
    *(f"applications.{name}" for name in ("received", "admitted", "reserve", "withdrawn")),
    *(f"applications.declined_{name}" for name in ("places", "topics", "course", "consultation", "later")),
    *(f"applications.approval_{name}" for name in ("settled", "agreed", "postponed", "without")),
    "calendars.assistant_named",
    *(f"care.{name}" for name in ("paused", "resumed", "extension_declined", "extension_waiting", "extended")),
    *(f"care.{name}" for name in ("first_weeks", "under_way", "towards_end")),
    *(f"documents.appearance_{name}" for name in ("invitation", "cancelled", "reminder")),
    *("events.cancelled", "events.signed_off"),
    *(f"feedback.{name}" for name in ("invited", "suggested", "cancelled", "readable")),
    "mirror.ready",
    *(f"recognition.benefits_{name}" for name in ("given", "nothing", "passed_on", "use_soon")),
    *(f"recognition.{name}" for name in ("issued", "reissued", "revoked")),
    "tandems.series_declined",
    *("outreach.question_received", "outreach.question_answered", "outreach.report_published"),
    *("programmes.role_given", "programmes.call_released"),
    *(f"tandems.{name}" for name in ("accepted_wait", "confirmed", "left_over", "not_formed", "meeting_cancelled")),
    *(f"undertakings.{name}" for name in ("closed", "published", "withdrawn", "taken_down", "in_touch")),
}


def test_of_every_mail_it_is_said_whether_it_asks_for_something() -> None:
    said = [*BY_LINK, *PUBLIC, *SIGNED_IN, *TELLING]
    assert (sorted(said), len(said)) == (sorted(SAMPLES), len(set(said)))


@pytest.mark.parametrize("key", sorted(BY_LINK | PUBLIC))
def test_the_button_leads_where_no_sign_in_is_asked(key: str) -> None:
    found = resolve(urlsplit(SAMPLES[key]["link"]).path)
    row = TABLE[found.route]
    assert expected(row["GET"], "anonymous") != 302
    assert ("token" in found.kwargs) == (key in BY_LINK)
    there = [TABLE[route] for route in TABLE if route.startswith(found.route)]
    assert any("POST" in one for one in there) or key in PUBLIC


def test_what_a_link_lets_anybody_do_is_not_shown_to_the_office() -> None:
    assert {kind.key for kind in text_kinds() if kind.key in BY_LINK and not kind.secret} == set()
