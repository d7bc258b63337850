"""What somebody sees of their own certificates."""

from typing import Any

from django.db.models import Q, QuerySet

from augenhoehe.applications.enums import Side
from augenhoehe.applications.models import TopicAnswer
from augenhoehe.people.models import Person
from augenhoehe.topics.models import Topic

from ..models import Certificate


def certificates_of(person: Person) -> QuerySet[Certificate]:
    """All of the person's own, the latest first, with their cohorts. One query."""
    return Certificate.objects.visible_to(person).select_related("entry", "cohort__programme", "person")


def topics_to_name(certificate: Certificate) -> list[dict[str, Any]]:
    """What the holder can choose from: what a mentor offered, what a mentee wanted to learn, and what is named already.

    One query.
    """
    asked = Q(level__gt=0) if certificate.side == Side.MENTOR else Q(relevance__gt=0)
    answers = certificate.person.applications.filter(cohort=certificate.cohort_id).values("pk")
    chosen = TopicAnswer.objects.filter(asked, application__in=answers).values("topic")
    found = {
        pk: {"id": pk, "de": de, "en": en}
        for pk, de, en in Topic.objects.filter(pk__in=chosen).values_list("pk", "name_de", "name_en")
    }
    return list({**found, **{one["id"]: one for one in certificate.topics}}.values())
