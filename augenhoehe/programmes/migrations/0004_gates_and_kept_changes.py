"""Every cohort gets its gate, passed where the call has begun; what the log knows of changed settings is kept for good."""

from django.db import migrations
from django.db.models import Q
from django.utils import timezone

SUBJECTS = {
    "programmes.changed": "programme",
    "programmes.cohort_created": "created",
    "programmes.cohort_changed": "cohort",
    "programmes.phases_changed": "phases",
}


def make_gates(apps, schema_editor):
    Cohort, Gate = (apps.get_model("programmes", name) for name in ("Cohort", "Gate"))
    now, today = timezone.now(), timezone.localdate()
    begun = Cohort.objects.filter(
        Q(phases__kind="call", phases__opens_on__lte=today) | (~Q(phases__kind="call") & Q(starts_on__lte=today))
    )
    passed = set(begun.values_list("pk", flat=True))
    for cohort in Cohort.objects.filter(gate__isnull=True):
        known = {"passed_at": now, "council_result": "unrecorded"} if cohort.pk in passed else {}
        Gate.objects.create(cohort=cohort, **known)


def keep_changes(apps, schema_editor):
    Change, Cohort, Programme = (apps.get_model("programmes", name) for name in ("Change", "Cohort", "Programme"))
    people = set(apps.get_model("people", "Person").objects.values_list("pk", flat=True))
    cohorts = dict(Cohort.objects.values_list("pk", "programme_id"))
    programmes = set(Programme.objects.values_list("pk", flat=True))
    for entry in apps.get_model("audit", "Entry").objects.filter(action__in=SUBJECTS).order_by("pk").iterator():
        of_cohort = entry.object_type == "programmes.Cohort"
        programme = cohorts.get(entry.object_id) if of_cohort else entry.object_id
        if programme in programmes:
            Change.objects.create(
                programme_id=programme,
                cohort_id=entry.object_id if of_cohort else None,
                subject=SUBJECTS[entry.action],
                values=entry.data.get("changes", {}),
                changed_by_id=entry.actor_id if entry.actor_id in people else None,
                changed_at=entry.at,
            )


def keep_rules(apps, schema_editor):
    Change, MatchingRules = (apps.get_model("programmes", name) for name in ("Change", "MatchingRules"))
    before = {}
    for rules in MatchingRules.objects.select_related("cohort").order_by("cohort", "number"):
        old = before.get(rules.cohort_id)
        before[rules.cohort_id] = rules
        if old:
            Change.objects.create(
                programme_id=rules.cohort.programme_id,
                cohort_id=rules.cohort_id,
                subject="rules",
                values={"rules": [old.rules, rules.rules], "weights": [old.weights, rules.weights]},
                why=rules.note,
                changed_by_id=rules.changed_by_id,
                changed_at=rules.changed_at,
            )


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0003_life"),
        ("people", "0001_initial"),
        ("audit", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(make_gates, migrations.RunPython.noop),
        migrations.RunPython(keep_changes, migrations.RunPython.noop),
        migrations.RunPython(keep_rules, migrations.RunPython.noop),
    ]
