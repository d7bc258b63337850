from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def forget_files(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Whole files are no longer kept, and what there is would be gone within a day."""
    apps.get_model("people", "Upload").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RunPython(forget_files, migrations.RunPython.noop),
        migrations.RemoveField("upload", "file_name"),
    ]
