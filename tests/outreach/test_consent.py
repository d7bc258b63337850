"""Quotes and reports of participants: shown in exactly the words their authors agreed to, and no day longer."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from augenhoehe.audit.models import Entry
from augenhoehe.common.models import StaleError
from augenhoehe.messaging.models import Mail
from augenhoehe.outreach import services
from augenhoehe.outreach.enums import PublicState
from augenhoehe.outreach.models import Article, Voice
from augenhoehe.outreach.rules import side_in
from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import checklist_of, duties_of
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.cast import Cast
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
PAGE = "/programmes/reverse-mentoring/"
OWN = f"{PAGE}voice/"
TEXT = "Fragen hat mich weitergebracht."


@pytest.fixture
def ended(cast: Cast) -> Cast:
    """The tandem of the cast is closed since yesterday."""
    Tandem.objects.filter(pk=cast.tandem.pk).update(state="closed", ends_on=TODAY - dt.timedelta(days=1))
    return cast


def typed(**changes: Any) -> dict[str, Any]:
    return {"text_de": TEXT, "text_en": "", "naming": "name", "agreed": "on", "draft_key": uuid4(), **changes}


def voice_of(cast: Cast, **changes: Any) -> Voice:
    values = {"texts": {"text_de": TEXT, "text_en": ""}, "side": "mentor", "naming": "name", "draft_key": uuid4()}
    return services.hand_in_voice(programme=cast.programme, person=cast.mentor, today=TODAY, **{**values, **changes})


def report_of(cast: Cast) -> Article:
    return services.hand_in_report(
        programme=cast.programme, person=cast.mentor, values={"title_de": "Mein Jahr", "text_de": TEXT}, named=True,
        draft_key=uuid4(), today=TODAY,
    )  # fmt: skip


def show(cast: Cast, piece: Any) -> Any:
    service: Any = services.set_voice_state if isinstance(piece, Voice) else services.set_article_state
    name = "voice" if isinstance(piece, Voice) else "article"
    return service(**{name: piece}, to="published", actor=cast.office, today=timezone.localdate())


def reword(cast: Cast, piece: Any, text: str = "Kürzer.") -> Any:
    fresh = type(piece).objects.get(pk=piece.pk)
    service: Any = services.change_voice if isinstance(piece, Voice) else services.change_article
    name = "voice" if isinstance(piece, Voice) else "article"
    return service(**{name: fresh}, version=fresh.version, changes={"text_de": text}, actor=cast.office)


def asked() -> Any:
    return Mail.objects.filter(key="outreach.consent_asked")


def link() -> str:
    found = re.search(r"http://testserver(/consents/[^/\s]+/)", asked().latest("pk").text)
    assert found
    return found[1]


@pytest.mark.parametrize("state", TandemState)
@pytest.mark.parametrize("days", [None, 28, 29])
def test_who_may_speak(cast: Cast, state: TandemState, days: int | None) -> None:
    ends_on = TODAY + dt.timedelta(days=days) if days else None
    Tandem.objects.filter(pk=cast.tandem.pk).update(state=state, ends_on=ends_on)
    may = state == "closed" or (state in ("confirmed", "paused") and days == 28)
    assert side_in(cast.mentor, cast.programme, TODAY) == ("mentor" if may else "")
    assert side_in(cast.mentee, cast.programme, TODAY) == ("mentee" if may else "")
    assert side_in(cast.stranger, cast.programme, TODAY) == ""


def test_a_participant_writes_the_office_shows_and_the_author_takes_back(ended: Cast, as_: SignIn) -> None:
    mentor = as_(ended.mentor)
    assert OWN in mentor.get(PAGE).content.decode()
    data = typed()
    for _ in range(2):
        assert mentor.post(OWN, data).status_code == 302
    voice = Voice.objects.get(text_de=TEXT)
    assert (voice.state, voice.side, voice.name) == ("submitted", "mentor", "Mentor Muster")
    assert "shown nowhere" in mentor.get(OWN).content.decode()
    assert TEXT not in Client().get(PAGE).content.decode()
    desk = f"/office/cohorts/{ended.cohort.pk}/public/voices/"
    as_(ended.office).post(f"{desk}{voice.pk}/state/", {"to": "published"})
    assert TEXT in Client().get(f"{PAGE}?now").content.decode()
    assert "Shown on:" in mentor.get(OWN).content.decode()
    for _ in range(2):
        mentor.post(f"{OWN}{voice.pk}/", {"answer": "take_back", "version": 2})
    voice.refresh_from_db()
    assert (voice.state, voice.consent_on, voice.name) == ("withdrawn", None, "")
    assert TEXT not in Client().get(f"{PAGE}?then").content.decode()
    as_(ended.office).post(f"{desk}{voice.pk}/state/", {"to": "published"})
    voice.refresh_from_db()
    assert voice.state == "withdrawn"
    assert Entry.objects.filter(action="outreach.taken_back").count() == 1


@pytest.mark.parametrize(("naming", "name"), [("name", "Mentor Muster"), ("role", "Referat"), ("side", "")])
def test_named_as_the_author_wants_it(ended: Cast, naming: str, name: str) -> None:
    unit = factories.make_unit(name="Referat")
    Person.objects.filter(pk=ended.mentor.pk).update(unit=unit)
    ended.mentor.refresh_from_db()
    assert voice_of(ended, naming=naming).name == name


@pytest.mark.parametrize("change", [{"agreed": ""}, {"text_de": ""}, {"naming": "x"}, {"text_de": "x" * 601}])
def test_nothing_is_kept_without_words_and_a_yes(ended: Cast, as_: SignIn, change: dict[str, str]) -> None:
    assert as_(ended.mentor).post(OWN, typed(**change)).status_code == 422
    assert not Voice.objects.filter(handed_in_by=ended.mentor).exists()


def test_others_find_no_page_and_touch_nobody_elses_words(ended: Cast, as_: SignIn) -> None:
    voice = voice_of(ended)
    for person in (ended.stranger, ended.office):
        assert [as_(person).get(OWN).status_code, as_(person).post(OWN, typed()).status_code] == [404, 404]
    for person in (ended.stranger, ended.office, ended.mentee):
        assert as_(person).post(f"{OWN}{voice.pk}/", {"answer": "take_back", "version": 1}).status_code == 404
    with pytest.raises(StaleError):
        services.hand_in_voice(
            programme=ended.programme, person=ended.mentee, side="mentee", texts={"text_de": "x"}, naming="name",
            draft_key=voice.draft_key, today=TODAY,
        )  # fmt: skip


@pytest.mark.parametrize("make", [voice_of, report_of])
@pytest.mark.parametrize("shown", [True, False])
def test_another_wording_needs_a_new_yes(cast: Cast, make: Any, shown: bool) -> None:
    piece = make(cast)
    if shown:
        show(cast, piece)
    reword(cast, piece)
    piece.refresh_from_db()
    assert (piece.state, piece.consent_on, piece.text_de) == ("submitted", None, "Kürzer.")
    with pytest.raises(services.ConsentError):
        show(cast, piece)
    mail = asked().get()
    assert (mail.person_id, mail.secret, "Kürzer." in mail.text) == (cast.mentor.pk, True, False)
    page = Client().get(link())
    assert "Kürzer." in page.content.decode()
    piece.refresh_from_db()
    assert piece.consent_on is None, "opening is not agreeing"
    answer = {"answer": "agree", "version": piece.version}
    assert [Client().post(link(), answer).status_code for _ in range(2)] == [302, 302]
    assert show(cast, piece).state == "published"


@pytest.mark.parametrize("make", [voice_of, report_of])
def test_a_yes_counts_for_the_words_that_were_read(cast: Cast, make: Any) -> None:
    piece = make(cast)
    first = reword(cast, piece).version
    reword(cast, piece, "Ganz anders.")
    assert Client().post(link(), {"answer": "agree", "version": first}).status_code == 409
    piece.refresh_from_db()
    assert piece.consent_on is None


@pytest.mark.parametrize("make", [voice_of, report_of])
@pytest.mark.parametrize("state", ["submitted", "published", "withdrawn"])
def test_a_no_by_link_in_every_state(cast: Cast, make: Any, state: str) -> None:
    piece = make(cast)
    reword(cast, piece)
    where = link()
    type(piece).objects.filter(pk=piece.pk).update(state=state, consent_on=TODAY, **(
        {} if isinstance(piece, Voice) else {"published_on": TODAY}
    ))  # fmt: skip
    assert [Client().post(where, {"answer": "take_back", "version": 1}).status_code for _ in range(2)] in (
        [200, 410],
        [200, 200],
    )
    left = type(piece).objects.filter(pk=piece.pk).first()
    if state == "submitted":
        assert left is None
        assert Client().get(where).status_code == 410
    else:
        assert (left.state, left.consent_on) == ("withdrawn", None)
        with pytest.raises(services.TransitionError):
            services.agree(piece=left, version=left.version, today=TODAY)
        with pytest.raises(services.ConsentError):
            show(cast, left)
        reword(cast, left, "Noch einmal.")
        assert asked().count() == 1, "who has taken it back is not asked again"


def test_what_changes_no_word_needs_no_new_yes(cast: Cast, as_: SignIn) -> None:
    piece, report = voice_of(cast), report_of(cast)
    reword(cast, piece, TEXT)
    services.change_article(
        article=Article.objects.get(pk=report.pk), version=1, changes={"published_on": TODAY}, actor=cast.office
    )
    assert not asked().exists()
    assert [one.consent_on for one in (Voice.objects.get(pk=piece.pk), Article.objects.get(pk=report.pk))] == [
        TODAY
    ] * 2


def test_the_office_cannot_enter_a_consent_or_a_name_for_a_participant(cast: Cast, as_: SignIn) -> None:
    voice, report = voice_of(cast), report_of(cast)
    Voice.objects.filter(pk=voice.pk).update(consent_on=None)
    Article.objects.filter(pk=report.pk).update(consent_on=None)
    office, desk = as_(cast.office), f"/office/cohorts/{cast.cohort.pk}/public/"
    forged = {"text_de": TEXT, "consent_on": TODAY.isoformat(), "version": 1}
    office.post(f"{desk}voices/{voice.pk}/", {**forged, "name": "Wer anders", "side": "mentee"})
    office.post(f"{desk}articles/{report.pk}/", {**forged, "title_de": "Mein Jahr", "byline": "Wer anders"})
    voice.refresh_from_db()
    report.refresh_from_db()
    assert (voice.consent_on, voice.name, voice.side) == (None, "Mentor Muster", "mentor")
    assert (report.consent_on, report.byline) == (None, "Mentor Muster")


def test_what_the_office_has_withdrawn_it_may_show_again_while_its_author_agrees(cast: Cast) -> None:
    voice = show(cast, voice_of(cast))
    services.set_voice_state(voice=voice, to="withdrawn", actor=cast.office, today=TODAY)
    assert show(cast, voice).state == "published"


def test_a_link_nobody_issued_and_one_whose_time_is_over(cast: Cast) -> None:
    reword(cast, voice_of(cast))
    token = link().split("/")[2]
    assert services.find_piece(token, now=NOW + dt.timedelta(days=3 * 365)) is None
    with pytest.raises(LookupError):
        services.find_piece(token + "x", now=NOW)


def test_the_home_page_asks_once_the_tandem_is_closed_and_not_for_ever(ended: Cast) -> None:
    def asks(person: Person, day: dt.date) -> bool:
        return "Tell others what it was like" in [duty.title for duty in duties_of(person, day)]

    assert [asks(one, TODAY) for one in (ended.mentor, ended.mentee, ended.stranger)] == [True, True, False]
    assert not asks(ended.mentor, TODAY + dt.timedelta(days=42))
    voice_of(ended)
    assert [asks(one, TODAY) for one in (ended.mentor, ended.mentee)] == [False, True]


def test_the_office_sees_what_was_handed_in(cast: Cast) -> None:
    def waiting() -> list[str]:
        return [one.state for one in checklist_of(cast.cohort, TODAY) if one.title == "Voices handed in"]

    voice = voice_of(cast)
    assert waiting() == ["1 waits for you"]
    reword(cast, voice)
    assert waiting() == [], "now its author has to act"


@pytest.mark.parametrize("where", ["own", "office"])
def test_queries_do_not_grow_with_the_voices(ended: Cast, as_: SignIn, where: str) -> None:
    person, path = {
        "own": (ended.mentor, OWN),
        "office": (ended.office, f"/office/cohorts/{ended.cohort.pk}/public/voices/"),
    }[where]
    client, counts = as_(person), []
    for more in (1, 2):
        for _ in range(more):
            show(ended, voice_of(ended))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_no_state_of_a_voice_is_shown_but_one(cast: Cast) -> None:
    shown = {
        state: Voice.objects.published().filter(pk=factories.make_voice(cast.programme, state=state).pk).exists()
        for state in PublicState
    }
    assert shown == {state: state == "published" for state in PublicState}
