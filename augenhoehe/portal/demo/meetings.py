"""What took place in the tandems of earlier cohorts, in tags; and personas in the places of others."""

import datetime as dt
import random
from collections.abc import Iterable, Mapping

from augenhoehe.applications.enums import Aspect, Side
from augenhoehe.applications.models import Application, TopicAnswer
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import MeetingMode, MeetingState
from augenhoehe.tandems.models import Meeting, MeetingRecord, Tandem

# Much advice and hardly any future questions, as in the pilot.
OFTEN = {Aspect.ADVICE: 0.9, Aspect.EXPERIENCE: 0.7, Aspect.FEEDBACK: 0.4, Aspect.NETWORKING: 0.35, Aspect.FUTURE: 0.08}
MISSED = 0.06
EVERY_VIDEO = 4
"""Every fourth meeting is by video."""


def build_records(chance: random.Random, cohort: Cohort, now: dt.datetime) -> None:
    """Say of every meeting that is over whether it took place, and of those that did what they were about."""
    over = list(Meeting.objects.filter(tandem__cohort=cohort, starts_at__lt=now - dt.timedelta(days=1)).order_by("pk"))
    for meeting in over:
        missed = not meeting.is_first and chance.random() < MISSED
        meeting.state = MeetingState.MISSED if missed else MeetingState.HELD
    Meeting.objects.bulk_update(over, ["state"], batch_size=500)
    records = MeetingRecord.objects.bulk_create(
        MeetingRecord(
            meeting=meeting,
            minutes=chance.choice((60, 75, 90, 90, 90, 105)),
            mode=MeetingMode.VIDEO if meeting.number % EVERY_VIDEO == 0 else meeting.mode,
            aspects=[aspect for aspect, share in OFTEN.items() if chance.random() < share],
        )
        for meeting in over
        if meeting.state == MeetingState.HELD
    )
    _tag_topics(chance, records, cohort)


def _tag_topics(chance: random.Random, records: Iterable[MeetingRecord], cohort: Cohort) -> None:
    asked: dict[int, list[int]] = {}
    rows = TopicAnswer.objects.filter(application__cohort=cohort, application__side=Side.MENTEE, relevance__gt=0)
    for mentee, topic in rows.order_by("pk").values_list("application_id", "topic_id"):
        asked.setdefault(mentee, []).append(topic)
    mentees = dict(Tandem.objects.filter(cohort=cohort).values_list("pk", "mentee_id"))
    tags = MeetingRecord.topics.through
    tags.objects.bulk_create(
        tags(meetingrecord_id=record.pk, topic_id=topic)
        for record in records
        if (known := asked.get(mentees[record.meeting.tandem_id]))
        for topic in chance.sample(known, min(len(known), chance.choice((1, 1, 2))))
    )


def enter_a_tandem(tandem: Tandem, personas: Mapping[str, Person], which: str) -> None:
    """The two personas called `which` take the places of two invented people, in their units and levels."""
    for side in Side:
        application, persona = tandem.application_of(side), personas[f"{which}_{side}"]
        invented = application.person
        Person.objects.filter(pk=persona.pk).update(
            unit=invented.unit_id,
            site=invented.site_id,
            function_level=invented.function_level,
            career_stage=invented.career_stage,
        )
        Application.objects.filter(pk=application.pk).update(person=persona)
