"""Programmes that were there before the mirror get its statements too."""

from importlib.resources import files

import yaml
from django.db import migrations

SHIPPED = files("augenhoehe.mirror") / "data" / "statements.yaml"


def load(apps, schema_editor):
    statement, programme = apps.get_model("mirror", "Statement"), apps.get_model("programmes", "Programme")
    shipped = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    statement.objects.bulk_create(
        statement(programme=one, position=place, **row)
        for one in programme.objects.all()
        for place, row in enumerate(shipped, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("mirror", "0001_mirror")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
