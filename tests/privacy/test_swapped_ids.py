"""Nobody gets in by swapping ids: not into another programme, not into another person's things, not by a form."""

import itertools
import re
from collections.abc import Iterator

import pytest

from augenhoehe.applications.models import Application
from augenhoehe.audit.models import Entry
from augenhoehe.matching.models import PairDecision, Run
from augenhoehe.messaging.models import Mail
from augenhoehe.tandems.models import Tandem
from augenhoehe.topics.models import Topic
from tests import factories
from tests.access.test_table import TABLE, routes

from .neighbour import make_neighbour
from .stage import Stage
from .walker import NOT_WALKED, PART, ask, client_of, closed, values

METHODS = ("GET", "POST")
# Whoever holds the link is meant; everybody may know a public programme and apply to it.
OPEN = (
    "links/<str:token>/",
    "links/alumni/<str:token>/",
    "links/care/<str:token>/",
    "links/dates/<str:token>/",
    "links/events/<str:token>/",
    "links/preparation/<str:token>/",
    "links/report/<str:token>/",
    "questionnaire/<str:token>/",
    "comments/<str:token>/",
    "consents/<str:token>/",
    "comments/<str:token>/withdraw/",
    "interest/<str:token>/",
    "interest/<str:token>/leave/",
    "announcements/<str:token>/leave/",
    "programmes/<slug:slug>/",
    "programmes/<slug:slug>/interest/",
    "programmes/<slug:slug>/question/",
    "programmes/<slug:slug>/news/",
    "programmes/<slug:slug>/news/atom.xml",
    "programmes/<slug:slug>/news/rss.xml",
    "programmes/<slug:slug>/news/<int:article_id>/",
    "programmes/<slug:slug>/news/<int:article_id>/comment/",
    "programmes/<slug:slug>/news/<int:article_id>/helpful/",
    "programmes/<slug:slug>/news/<int:article_id>/comments/<int:comment_id>/report/",
    *(f"programmes/<slug:slug>/reports/<slug:cohort_slug>/<slug:language>/{page}" for page in ("", "pdf/")),
    "programmes/<slug:slug>/library/",
    "programmes/<slug:slug>/library/<int:publication_id>/",
    "pictures/<int:picture_id>/<slug:size>.jpg",
    "cohorts/<int:cohort_id>/apply/",
    "questions/<str:token>/",
    *(f"applying/<str:token>/{page}" for page in ("", "need/result/", "<slug:step>/")),
    *(f"need-checks/<str:token>/{page}" for page in ("", "statements/", "result/")),
    "check/<str:code>/",
    "badges/keys/<str:name>/",
    "badges/<uuid:uid>/",
    "feeds/<str:token>.ics",
    "working-time/<str:token>/",
    "working-time/<str:token>/note/",
    "working-time/<str:token>/note.pdf",
    *(f"w/<str:code>/{page}" for page in ("", "board/", "add/", "vote/", "wall/", "wall/board/", "qr.svg")),
)
# Words and numbers within something that has an id of its own before them.
NO_IDS = {"size", "sort", "kind", "step", "key", "number", "language", "form", "page", "chapter", "wave", "side"}
HUGE = "9" * 30
# One of each kind that is somebody here and nobody next door; the others hold less.
STRANGERS = ("anonymous", "mentor", "office", "council", "admin")


@pytest.fixture
def neighbour(stage: Stage) -> Stage:
    return make_neighbour(stage.cast)


def routes_with_ids() -> list[str]:
    return [
        route
        for route in sorted(set(routes()))
        if not route.startswith(NOT_WALKED) and route not in OPEN and set(PART.findall(route)) - NO_IDS
    ]


def swapped(route: str, home: Stage, away: Stage) -> Iterator[str]:
    """The route's addresses with each id in turn, and all together, from next door; the others are our own."""
    names = PART.findall(route)
    ids = [name for name in names if name not in NO_IDS]
    for foreign in [{name} for name in ids] + [set(ids)]:
        chosen = [values(away if name in foreign else home, route, name) for name in names]
        yield from ("/" + filled(route, parts) for parts in itertools.islice(itertools.product(*chosen), 2))


def filled(route: str, parts: tuple[object, ...]) -> str:
    for part in parts:
        route = re.sub(r"<[^>]*>", str(part), route, count=1)
    return route


def may_everywhere(role: str, route: str) -> bool:
    """The administrator looks after everybody's people and places, whichever programme they are in."""
    return role == "admin" and route.startswith("installation/")


@pytest.mark.once
def test_ids_of_another_programme_do_not_exist(stage: Stage, neighbour: Stage) -> None:
    before = _everything()
    opened = {
        f"{method} {path} as {role}": status
        for role in STRANGERS
        for client in [client_of(stage.cast, role)]
        for route in routes_with_ids()
        if not may_everywhere(role, route)
        for path in swapped(route, stage, neighbour)
        for method in METHODS
        if method in TABLE.get(route, METHODS) and not closed(role, route, method)
        if (status := ask(client, method, path).status_code) not in ((302, 404) if role == "anonymous" else (404,))
    }
    assert opened == {}
    assert _everything() == before


def _everything() -> list[object]:
    return [
        list(model.objects.order_by("pk").values()) for model in (Application, Tandem, Run, PairDecision, Entry, Mail)
    ]


def test_the_neighbours_own_office_does_get_in(stage: Stage, neighbour: Stage) -> None:
    """So the test above can fail: the same addresses open for whom they belong to."""
    client = client_of(stage.cast, "other_office")
    route = "office/cohorts/<int:cohort_id>/applications/<int:pk>/"
    *_mixed, path = [one for one in swapped(route, stage, neighbour) if f"/{neighbour.cast.cohort.pk}/" in one]
    assert client.get(path).status_code == 200


MEMBERS = ("mentor", "mentee", "stranger")


def test_a_members_things_are_theirs_alone(stage: Stage) -> None:
    """Applications, tandems and meetings of others in the same cohort, and a meeting under the wrong tandem."""
    cast = stage.cast
    owner = {one.person_id: one for one in stage.applications}
    paths = {
        f"/applications/{one.pk}/{rest}": {one.person_id}
        for one in owner.values()
        for rest in ("", "withdraw/", "exclusions/", "motivation/", "check/")
    }
    first, second = stage.tandems
    for tandem in (first, second):
        both = {tandem.mentor.person_id, tandem.mentee.person_id}
        paths |= {f"/tandems/{tandem.pk}/{rest}": both for rest in ("", "agreement/", "meeting/")}
    paths |= {f"/tandems/{second.pk}/meeting/{stage.meeting.pk}/{rest}": set() for rest in ("", "invitation.ics")}
    paths |= {
        f"/events/{one.pk}/{rest}": {cast.mentor.pk}
        for one in (cast.event, stage.past)
        for rest in ("", "invitation.ics")
    }
    paths |= {f"/preparation/{one.pk}/": {cast.mentee.pk} for one in owner.values()}
    opened = {
        f"{path} as {role}": status
        for role in MEMBERS
        for client in [client_of(cast, role)]
        for path, owners in paths.items()
        if getattr(cast, role).pk not in owners
        if (status := ask(client, "GET", path).status_code) != 404
    }
    assert opened == {}
    own = client_of(cast, "mentee").get(f"/tandems/{first.pk}/meeting/{stage.meeting.pk}/invitation.ics")
    assert own.status_code == 200


def test_a_decision_about_several_takes_nobody_from_elsewhere(stage: Stage, neighbour: Stage) -> None:
    """Ids that were slipped into the office's list: the own one is decided about, the foreign one is not even named."""
    own = factories.make_application(stage.cast.cohort, "mentor", state="submitted")
    foreign = factories.make_application(neighbour.cast.cohort, "mentor", state="submitted")
    client = client_of(stage.cast, "office")
    url = f"/office/cohorts/{stage.cast.cohort.pk}/applications/decide/"
    data = {"ids": [foreign.pk, own.pk, "-1", "x", HUGE], "to": "admitted"}
    page = client.post(url, data)
    assert (page.status_code, foreign.person.last_name in page.content.decode()) == (200, False)
    assert client.post(url, {**data, "confirmed": "1"}).status_code == 302
    states = [Application.objects.get(pk=one.pk).state for one in (own, foreign)]
    assert states == ["admitted", "submitted"]
    assert not Mail.objects.filter(person_id=foreign.person_id).exists()


@pytest.mark.parametrize("foreign", ["mentor", "mentee", "both"])
def test_a_pair_is_not_proposed_with_somebody_from_elsewhere(stage: Stage, neighbour: Stage, foreign: str) -> None:
    mentor = factories.make_application((neighbour if foreign != "mentee" else stage).cast.cohort, "mentor")
    mentee = factories.make_application((neighbour if foreign != "mentor" else stage).cast.cohort, "mentee")
    runs = Run.objects.count()
    url = f"/office/cohorts/{stage.cast.cohort.pk}/tandems/attention/propose/"
    answer = client_of(stage.cast, "office").post(url, {"mentor": mentor.pk, "mentee": mentee.pk})
    assert (answer.status_code, Run.objects.count()) == (422, runs)
    assert mentor.person.last_name not in answer.content.decode()


def test_a_topic_is_not_put_into_a_category_of_elsewhere(stage: Stage, neighbour: Stage) -> None:
    url = f"/office/cohorts/{stage.cast.cohort.pk}/topics/new/"
    data = {"category": neighbour.cast.topic.category_id, "name_de": "Neu", "name_en": "New", "key": "new"}
    client = client_of(stage.cast, "office")
    assert client.post(url, data).status_code == 422
    assert not Topic.objects.filter(name_en="New").exists()
    assert client.post(url, {**data, "category": stage.cast.topic.category_id}).status_code == 302


def test_numbers_beyond_every_id_are_unknown_ids(stage: Stage) -> None:
    """A number that fits into no column is a 404 like any other, for whoever may look."""
    answers = {
        (role, path): status
        for role in ("office", "mentor", "admin")
        for client in [client_of(stage.cast, role)]
        for route in routes_with_ids()
        for path in ["/" + re.sub(r"<int:\w+>", HUGE, re.sub(r"<(?:slug|str):\w+>", "csv", route))]
        if (status := ask(client, "GET" if "GET" in TABLE[route] else "POST", path).status_code) != 404
    }
    assert answers == {}
