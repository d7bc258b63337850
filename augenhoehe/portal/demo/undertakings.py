"""What earlier tandems put into the library, one undertaking under way, and texts that have gone as promised."""

import datetime as dt
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

import yaml

from augenhoehe.people.models import Unit
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.models import Tandem
from augenhoehe.topics.models import Topic
from augenhoehe.undertakings.enums import LibraryState
from augenhoehe.undertakings.models import Deletion, Ending, Publication, Step, Undertaking

TEXTS = files("augenhoehe.portal.demo") / "data" / "library.yaml"
FROM_THE_CLOSED = 4
"""So many of the library's texts come from the closed cohort, the others from the running one."""


def build_undertakings(closed: Cohort, running: Cohort, now: dt.datetime) -> None:
    """What two cohorts have written; the mentee of the running persona has agreed to a text, the mentor is asked."""
    texts = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    old, new = (
        list(Tandem.objects.filter(cohort=one).select_related("mentor__person", "mentee__person").order_by("pk"))
        for one in (closed, running)
    )
    _library(texts["library"], [*old[:FROM_THE_CLOSED], *new[1:]], now)
    _under_way(texts, new[0], now)
    _gone(closed, old)


def _library(rows: Sequence[dict[str, Any]], tandems: Sequence[Tandem], now: dt.datetime) -> None:
    by_key = {topic.key: topic for topic in Topic.objects.all()}
    units = {unit.short: unit for unit in Unit.objects.filter(parent=None)}
    for row, tandem in zip(rows, tandems, strict=False):
        day = now - dt.timedelta(days=row.pop("days_ago"))
        keys, short, named = row.pop("topics"), row.pop("department", None), row.pop("named")
        mentor, mentee = tandem.mentor.person, tandem.mentee.person
        made = Publication.objects.create(
            programme_id=tandem.cohort.programme_id,
            tandem=tandem,
            mentor=mentor,
            mentee=mentee,
            state=LibraryState.PUBLISHED,
            mentor_agreed_at=day,
            mentee_agreed_at=day,
            published_on=day.date(),
            department=units.get(short),
            byline=f"{mentee}, {mentor}" if named else "",
            **row,
        )
        made.topics.set(by_key[key] for key in keys)


def _under_way(texts: Mapping[str, Any], tandem: Tandem, now: dt.datetime) -> None:
    write_plan(tandem, texts["undertaking"], now)
    Publication.objects.create(
        programme_id=tandem.cohort.programme_id,
        tandem=tandem,
        mentor=tandem.mentor.person,
        mentee=tandem.mentee.person,
        mentee_agreed_at=now,
        **texts["publication"],
    )


def write_plan(tandem: Tandem, texts: Mapping[str, Any], now: dt.datetime) -> None:
    """An undertaking with its steps, so many days from now."""
    plan = dict(texts)
    steps = plan.pop("steps")
    undertaking = Undertaking.objects.create(tandem=tandem, **plan)
    for step in steps:
        due_on = now.date() + dt.timedelta(days=step["in_days"])
        Step.objects.create(
            undertaking=undertaking,
            text=step["text"],
            doer=step["doer"],
            due_on=due_on,
            done_on=due_on if step.get("done") else None,
        )


def _gone(closed: Cohort, tandems: Sequence[Tandem]) -> None:
    """The closed cohort's texts went when their time was over."""
    last = max(tandem.ends_on or closed.ends_on for tandem in tandems)
    gone_on = last + dt.timedelta(days=closed.texts_kept_days + 1)
    Ending.objects.bulk_create(
        Ending(tandem=tandem, told_of=tandem.ends_on, closes_on=tandem.ends_on, texts_gone_on=gone_on)
        for tandem in tandems
    )
    rows = {"undertakings.Undertaking": 15, "undertakings.Step": 71, "undertakings.Reflection": 27}
    Deletion.objects.create(cohort=closed, on=gone_on, whole=False, tandems=len(tandems), rows=rows)
