"""Walks every address of the product as every role, and reads what comes back, whatever it is packed in."""

import base64
import io
import itertools
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any
from unittest import mock
from urllib.parse import urlencode

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from augenhoehe.applications.enums import Side, Step
from augenhoehe.applications.models import Approval
from augenhoehe.calendars.enums import SourceKind
from augenhoehe.care.models import CallRequest
from augenhoehe.documents.enums import BackingKind
from augenhoehe.evaluation.enums import Chapter
from augenhoehe.matching import exports
from augenhoehe.messaging.models import Mail
from augenhoehe.outreach.services.opt_out import token_for as signed_reader
from augenhoehe.people.models import Person
from augenhoehe.programmes.defaults import WEIGHTS
from augenhoehe.recognition.enums import BadgeForm
from augenhoehe.recognition.selectors.keys import public_keys
from tests.access.test_table import TABLE, expected, routes
from tests.cast import ROLES, Cast
from tests.conftest import BACKEND

from .stage import Stage, approval_token_of, date_token, link_token, question_token_of, token_of

PART = re.compile(r"<(?:\w+:)?(\w+)>")
# They sign in and out, or belong to the demo, which is not open in tests.
NOT_WALKED = ("accounts/", "language/", "demo/", "mailbox/")
# Only the latest version of a page has to be right in each of its guises.
GUISES = {
    "office/cohorts/<int:cohort_id>/public/comments/": ["?state=shown", "?state=hidden"],
    "office/cohorts/<int:cohort_id>/applications/": ["?state=draft", "?state=withdrawn", "?side=mentor"],
    "office/cohorts/<int:cohort_id>/applications/selection/": ["?state=", "?state=&sort=need"],
    "office/cohorts/<int:cohort_id>/applications/selection/compare/": ["?ids=1&ids=2&ids=3&ids=4"],
    "office/cohorts/<int:cohort_id>/applications/export/<slug:sort>/": ["?state=draft"],
    "office/cohorts/<int:cohort_id>/events/<int:pk>/": ["?show=coming", "?show=open"],
    "office/cohorts/<int:cohort_id>/induction/": ["?missing=any"],
    "office/cohorts/<int:cohort_id>/matching/compare/": ["?a=1&b=2"],
    "office/cohorts/<int:cohort_id>/matching/proposals/": ["?run=1"],
    "office/cohorts/<int:cohort_id>/matching/left-over/": ["?run=1"],
    "office/cohorts/<int:cohort_id>/matching/runs/<int:number>/weights/": ["?" + "&".join(f"{w}=10" for w in WEIGHTS)],
    "office/cohorts/<int:cohort_id>/tandems/": ["?state=accepted", "?meeting=planned"],
}


@dataclass(frozen=True)
class Page:
    role: str
    method: str
    path: str
    status: int
    text: str
    wrote: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


class UnknownPartError(Exception):
    """A route has a part for which this walk knows no real value: add it to `BY_NAME`."""


def values(stage: Stage, route: str, name: str) -> Sequence[object]:
    """Real values for a part of a route: of the first line whose text stands in it."""
    for text, part, found in (*BY_ROUTE, *(("", part, found) for part, found in BY_NAME.items())):
        if part == name and text in route:
            return found(stage)
    raise UnknownPartError(f"{name} in {route}")


BY_ROUTE: tuple[tuple[str, str, Callable[[Stage], Sequence[object]]], ...] = (
    ("applications/<int:pk>", "pk", lambda s: [one.pk for one in s.applications]),
    ("approvals/<int:pk>", "pk", lambda s: _approvals(s)),
    ("working-time/", "token", lambda s: [approval_token_of(s)]),
    ("questions/<str:token>", "token", lambda s: [question_token_of(s)]),
    ("applying/<str:token>", "token", lambda s: s.form_tokens),
    ("need-checks/<str:token>", "token", lambda s: [s.need_token]),
    ("dates/<str:side>/", "side", lambda _s: [*Side]),
    ("dates/<str:side>/", "pk", lambda s: [one.pk for one in s.tandems]),
    ("tandems/<int:pk>", "pk", lambda s: [one.pk for one in s.tandems]),
    ("agreement/versions/", "number", lambda _s: [1]),
    ("network/export/", "sort", lambda _s: ["csv", "xlsx"]),
    ("links/alumni/", "token", lambda s: [s.leave_token]),
    ("links/care/", "token", lambda s: [s.care_token]),
    (
        "calls/<int:pk>/",
        "pk",
        lambda s: list(CallRequest.objects.filter(tandem__in=s.tandems).values_list("pk", flat=True)),
    ),
    ("certificates/<int:pk>", "pk", lambda s: [one.pk for one in s.certificates]),
    ("questionnaire/<str:token>/", "token", lambda s: [s.questionnaire_token]),
    ("questionnaires/<slug:wave>/", "wave", lambda s: [s.cast.open_wave, s.cast.closed_wave]),
    ("questionnaires/<slug:wave>/", "key", lambda s: [s.cast.item_key]),
    ("questionnaires/<slug:wave>/", "side", lambda _s: [*Side]),
    ("questionnaires/<slug:wave>/", "form", lambda _s: ["csv", "xlsx"]),
    ("questionnaires/<slug:wave>/", "pk", lambda s: [s.cast.remark.pk]),
    ("recognition/people/", "application_id", lambda s: [s.included.pk]),
    ("benefits/open/", "cohort_id", lambda s: [s.cast.cohort.pk, s.later.pk]),
    ("benefits/rounds/<int:round_id>/proposal/", "round_id", lambda s: [s.waiting.pk]),
    ("benefits/rounds/", "round_id", lambda s: [s.cast.benefit_round.pk]),
    ("benefits/rounds/", "sort", lambda _s: ["csv", "xlsx"]),
    ("benefits/places/", "place_id", lambda s: [s.cast.given.pk]),
    ("recognition/benefits/", "benefit_id", lambda s: [s.cast.benefit.pk]),
    ("benefits/<int:pk>", "pk", lambda s: [s.cast.benefit_round.pk, s.waiting.pk]),
    ("check/", "code", lambda s: [s.certificate_code]),
    ("badges/keys/", "name", lambda _s: [*public_keys()]),
    ("badges/status/", "number", lambda _s: [0]),
    ("links/dates/", "token", lambda s: [date_token(s), date_token(s, series=True)]),
    ("links/events/", "token", lambda s: [link_token("events")]),
    ("links/preparation/", "token", lambda s: [link_token("preparation")]),
    ("preparation/<int:pk>", "pk", lambda s: [s.cast.mentee_application.pk]),
    ("events/<int:pk>", "pk", lambda s: [s.cast.event.pk, s.past.pk]),
    ("events/<int:pk>/export/", "sort", lambda _s: ["csv", "xlsx"]),
    ("applications/export/", "sort", lambda _s: ["csv", "xlsx"]),
    ("applications/import/", "upload_id", lambda s: [s.uploads["applications"]]),
    ("installation/import/units/", "upload_id", lambda s: [s.uploads["people.units"]]),
    ("installation/import/persons/", "upload_id", lambda s: [s.uploads["people.persons"]]),
    ("installation/import/relations/", "upload_id", lambda s: [s.uploads["people.relations"]]),
    ("installation/units/", "place_id", lambda s: [s.cast.mentor.unit_id]),
    ("evaluation/report/", "chapter", lambda _s: [*Chapter]),
    ("links/report/", "token", lambda s: [s.report_token]),
    ("evaluation/", "key", lambda _s: ["process"]),
    ("feeds/", "token", lambda s: [s.feed_token]),
    ("cohorts/<int:cohort_id>/places/", "place_id", lambda s: [s.cast.place.pk]),
    ("times/calendars/new/", "kind", lambda _s: [*SourceKind]),
    ("installation/sites/", "place_id", lambda s: [s.site.pk]),
    ("installation/grades/", "place_id", lambda s: [s.grade.pk]),
    ("texts/", "key", lambda s: [s.cast.text_key]),
    ("documents/", "key", lambda s: ["circular", s.cast.document_key]),
    ("documents/", "number", lambda _s: [0, 1]),
    ("backing/", "kind", lambda _s: [*BackingKind]),
    ("comments/<str:token>", "token", lambda s: [s.comment_token]),
    ("consents/<str:token>", "token", lambda s: [s.consent_token]),
    ("interest/<str:token>", "token", lambda s: [s.interest_token]),
    ("announcements/<str:token>", "token", lambda s: [signed_reader(s.cast.mentor.pk, s.cast.programme.pk)]),
    ("confidant/<int:person_id>", "person_id", lambda s: [s.cast.confidant.pk]),
    ("profile/relations/", "key", lambda _s: ["relation-1"]),
)
BY_NAME: dict[str, Callable[[Stage], Sequence[object]]] = {
    "cohort_id": lambda s: [s.cast.cohort.pk],
    "programme_id": lambda s: [s.cast.programme.pk],
    "slug": lambda s: [s.cast.programme.slug],
    "topic_id": lambda s: [s.cast.topic.pk],
    "category_id": lambda s: [s.cast.topic.category_id],
    "person_id": lambda s: [s.cast.mentor.pk],
    "article_id": lambda s: [one.pk for one in s.articles],
    "picture_id": lambda s: [s.cast.picture.pk],
    "size": lambda _s: ["large", "small"],
    "comment_id": lambda s: [s.cast.comment.pk],
    "feedback_id": lambda s: [s.cast.feedback.pk, *s.talks],
    "talk_question_id": lambda s: [s.cast.talk_question.pk],
    "theme_id": lambda s: [s.cast.theme.pk],
    "voice_id": lambda s: [one.pk for one in s.voices],
    "entry_id": lambda s: [s.cast.faq.pk],
    "number": lambda _s: [1, 2],
    "application_id": lambda s: [one.pk for one in s.applications],
    "mentor_id": lambda s: [s.cast.mentor_application.pk],
    "mentee_id": lambda s: [s.cast.mentee_application.pk, s.left.pk],
    "meeting_pk": lambda s: [s.meeting.pk],
    "step": lambda _s: [*Step],
    "kind": lambda _s: [*exports.KINDS],
    "mail_id": lambda s: [max(pks) for pks in _mails().values()],
    "token": lambda s: [token_of(s.tandems[1], Side.MENTOR)],
    "decision_id": lambda s: [s.decision.pk],
    "question_id": lambda s: [s.cast.question.pk],
    "wave_id": lambda s: [s.cast.wave.pk],
    "note_id": lambda s: s.notes,
    "talk_id": lambda s: [s.cast.talk.pk],
    "lesson_id": lambda s: [s.cast.lesson.pk],
    "workshop_id": lambda s: [s.cast.workshop.pk],
    "group_id": lambda s: [s.cast.group.pk],
    "code": lambda s: [s.cast.workshop.code],
    "language": lambda _s: ["de", "en"],
    "step_pk": lambda s: [s.step.pk],
    "publication_id": lambda s: [s.cast.publication.pk],
    "source_id": lambda s: [s.cast.source.pk],
    "assistance_id": lambda s: [s.cast.assistance.pk],
    "held_id": lambda s: [s.cast.held.pk],
    "travel_id": lambda s: [s.cast.travel.pk],
    "issue_id": lambda s: [s.cast.certificate_issue.pk],
    "form": lambda _s: [*BadgeForm],
    "uid": lambda s: [one.entry.uid for one in s.certificates],
    "other_id": lambda s: [s.later.pk],
    "cohort_slug": lambda s: [s.cast.cohort.slug],
    "circle_id": lambda s: [s.cast.circle.pk],
    "date_id": lambda s: [s.cast.circle_date.pk],
    "statement_id": lambda s: [s.cast.statement.pk],
    "page": lambda _s: [1],
    "role_id": lambda s: [s.cast.office.roles.get().pk],
}


def _approvals(stage: Stage) -> list[int]:
    found = Approval.objects.current().filter(application__in=stage.applications)
    return list(found.values_list("pk", flat=True))


def _mails() -> dict[tuple[str, bool], list[int]]:
    found: dict[tuple[str, bool], list[int]] = {}
    for pk, key, secret in Mail.objects.values_list("pk", "key", "secret"):
        found.setdefault((key, secret), []).append(pk)
    return found


def addresses(stage: Stage, method: str = "GET") -> Iterator[tuple[str, str]]:
    """(route, address) for every route that knows the method, with real ids of the stage."""
    for route in sorted(set(routes())):
        if route.startswith(NOT_WALKED) or method not in TABLE.get(route, {method: ""}):
            continue
        names = PART.findall(route)
        for chosen in itertools.product(*(values(stage, route, name) for name in names)):
            path = route
            for value in chosen:
                path = re.sub(r"<[^>]*>", str(value), path, count=1)
            yield route, f"/{path}"
            if method == "GET":
                yield from ((route, f"/{path}{guise}") for guise in GUISES.get(route, []))


BY_ROLE = {"sponsor", "council", "office", "office2", "other_office", "admin"}
"""They are let in for what they are in the programme; nothing that belongs to a person is theirs."""


@cache
def closed(role: str, route: str, method: str = "GET") -> bool:
    """Whether the table of addresses says, and its own test has seen, that this role finds nothing there.

    Only where the role alone decides (elsewhere it is whose the thing is), and where another role does find something.
    """
    line = TABLE.get(route, {}).get(method, "")
    found = {one: expected(line, one) for one in ROLES if one != "anonymous"}
    by_role = (role in BY_ROLE or route.startswith(("office/", "installation/"))) and found.get(role) == 404
    return by_role and set(found.values()) != {404}


def few(stage: Stage, role: str, method: str = "GET", many: int = 2) -> Iterator[str]:
    """The first addresses of every route that is open to the role: another id is another row of the same page."""
    for route, group in itertools.groupby(addresses(stage, method), key=itemgetter(0)):
        if not closed(role, route, method):
            yield from (path for _route, path in itertools.islice(group, many))


@cache
def rooms_of_routes() -> dict[str, str]:
    """Route → the room whose view answers it."""
    return dict(_rooms(get_resolver().url_patterns, ""))


def _rooms(patterns: Iterable[URLPattern | URLResolver], prefix: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        text = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _rooms(pattern.url_patterns, text)
        else:
            yield text, pattern.callback.__module__.split(".")[1]


def client_of(cast: Cast, role: str) -> Client:
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        client.force_login(getattr(cast, role), backend=BACKEND)
    return client


class _RollBackError(Exception):
    pass


WRITING = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO|TRUNCATE)\s+\"?(\w+)", re.IGNORECASE)
# A session notes that somebody was here; the cache counts, and holds nothing that is not elsewhere.
PASSING_TABLES = {"django_session", "cache"}


@contextmanager
def writing() -> Iterator[list[str]]:
    """The tables that are written to in the meantime, but for those of sessions and the cache."""
    found: list[str] = []

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if (match := WRITING.match(sql)) and match[1] not in PASSING_TABLES:
            found.append(match[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield found


def ask(client: Client, method: str, path: str, data: Mapping[str, str] | None = None) -> HttpResponse:
    """One request; whatever it does to the database is undone."""
    body = urlencode(data or {})
    try:
        with transaction.atomic():
            response = client.generic(method, path, body, content_type="application/x-www-form-urlencoded")
            raise _RollBackError
    except _RollBackError:
        return response


def walk(
    stage: Stage,
    roles: tuple[str, ...] = ROLES,
    methods: tuple[str, ...] = ("GET",),
    under: str = "",
    rooms: tuple[str, ...] = (),
    but: tuple[str, ...] = (),
) -> Iterator[Page]:
    """Every page that somebody gets to read, or those whose route begins with `under` or belongs to `rooms`; none whose
    route begins with one of `but`.

    A 404 is no page, and what the table says is closed to a role is not asked for again.
    """
    yield from (page for page in answers(stage, roles, methods, under, rooms, but) if page.status != 404)


def answers(
    stage: Stage,
    roles: tuple[str, ...] = ROLES,
    methods: tuple[str, ...] = ("GET",),
    under: str = "",
    rooms: tuple[str, ...] = (),
    but: tuple[str, ...] = (),
) -> Iterator[Page]:
    """What `walk` sees, and every 404 too, without its text."""
    targets = [
        (method, route, path)
        for method in methods
        for route, path in addresses(stage, method)
        if route.startswith(under)
        and not route.startswith(but)
        and (not rooms or rooms_of_routes().get(route, "") in rooms)
    ]
    for role in roles:
        client, person = client_of(stage.cast, role), stage.person(role)
        if person:
            person = AuthenticationBackend().get_user(person.pk)
        for method, route, path in targets:
            if closed(role, route, method):
                continue
            with writing() as wrote, looked_up_once(person):
                response = ask(client, method, path)
            text = read(response) if response.status_code != 404 else ""
            yield Page(role, method, path, response.status_code, text, tuple(wrote))


@contextmanager
def looked_up_once(person: Person | None) -> Iterator[None]:
    """Each request gets a fresh copy of who has signed in, without asking for them: nothing of a request remains."""

    def get_user(_backend: AuthenticationBackend, _pk: int) -> Person | None:
        return copy(person)

    with mock.patch.object(AuthenticationBackend, "get_user", get_user):
        yield


TOKEN = re.compile(r"eyJ[\w-]+\.(eyJ[\w-]+)\.[\w-]+")


def read(response: HttpResponse) -> str:
    """Headers and content as searchable text: workbooks unzipped, calendar lines unfolded, signed tokens opened."""
    body: bytes = response.getvalue()
    kind = response.headers.get("Content-Type", "")
    if "spreadsheetml" in kind:
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            text = "\n".join(book.read(name).decode(errors="replace") for name in book.namelist())
    elif kind.startswith("text/calendar"):
        text = re.sub(r"\r?\n[ \t]", "", body.decode())
    else:
        text = body.decode(errors="replace")
    signed = (base64.urlsafe_b64decode(f"{part}==").decode(errors="replace") for part in TOKEN.findall(text))
    return "\n".join((str(response.headers), text, *signed)).lower()
