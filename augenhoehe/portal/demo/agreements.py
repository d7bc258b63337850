"""What the two personas of the running tandem agree on: one version holds, and the mentor has proposed another."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, replace

from augenhoehe.agreements.models import Agreement
from augenhoehe.agreements.starters import draft_of
from augenhoehe.agreements.terms import Terms
from augenhoehe.applications.enums import Side
from augenhoehe.people.models import Person
from augenhoehe.tandems.models import Tandem

HOPES = ("Zwei Beiträge im Monat, die ich selbst schreibe", "Weniger Mails, weil alle am selben Text arbeiten", "")


def build_agreement(personas: Mapping[str, Person], now: dt.datetime) -> None:
    """Two versions: agreed to soon after the first talk, and written last week."""
    tandem = Tandem.objects.select_related("cohort__programme", "mentor", "mentee").get(
        mentor__person=personas["running_mentor"]
    )
    first = agree_once(tandem, now)
    second = replace(
        first,
        reply_days=2,
        mentor_goal=first.mentor_goal + " Und eine davon selbst leiten.",
        benefits_text="Der Tag im Dezernat ist am ersten Montag nach den Ferien.",
    )
    _version(tandem, 2, second, now - dt.timedelta(days=6), None)


def agree_once(tandem: Tandem, now: dt.datetime) -> Terms:
    """A first version that both agree to, soon after the first talk."""
    terms = _filled(draft_of(tandem, "de", now.date()))
    begun = dt.datetime.combine(terms.begins_on or now.date(), now.timetz())
    _version(tandem, 1, terms, begun + dt.timedelta(days=1), begun + dt.timedelta(days=3))
    return terms


def _filled(draft: Terms) -> Terms:
    topics = [[topic, HOPES[place]] for place, (topic, _benefit) in enumerate(draft.topics)]
    return replace(
        draft,
        topics=[pair for pair in topics if pair[1]] or [["Soziale Medien", HOPES[0]]],
        mentor_goal="Eine große Besprechung vorbereiten können, von der Einladung bis zum Protokoll.",
        benefits=["shadowing", "contacts"],
        benefits_text="Ein Tag im Dezernat, im Frühjahr.",
        address="first_names",
    )


def _version(tandem: Tandem, number: int, terms: Terms, at: dt.datetime, answered: dt.datetime | None) -> None:
    version = Agreement.objects.create(
        tandem=tandem,
        number=number,
        written_by=Side.MENTOR,
        mentor_agreed_at=at,
        mentee_agreed_at=answered,
        **asdict(terms),
    )
    Agreement.objects.filter(pk=version.pk).update(created_at=at)
