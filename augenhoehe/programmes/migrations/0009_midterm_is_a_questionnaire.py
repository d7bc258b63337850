from django.db import migrations


def turn(apps, schema_editor):
    """A cohort that had the midterm check has the questionnaires, of which it is the third."""
    cohorts = apps.get_model("programmes", "Cohort").objects.only("pk", "parts")
    for cohort in cohorts.iterator():
        if "midterm" in cohort.parts:
            kept = [part for part in cohort.parts if part != "midterm"]
            cohort.parts = kept if "surveys" in kept else [*kept, "surveys"]
            cohort.save(update_fields=["parts"])


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0008_confidant'),
    ]

    operations = [
        migrations.RunPython(turn, migrations.RunPython.noop),
    ]
