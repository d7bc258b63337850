import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0006_extension_until")]

    operations = [
        migrations.RenameModel("NeedLink", "ApplicationLink"),
        migrations.AlterModelOptions(
            "ApplicationLink",
            {"verbose_name": "link to an application", "verbose_name_plural": "links to applications"},
        ),
        migrations.AlterField(
            "ApplicationLink",
            "application",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="links", to="applications.application"
            ),
        ),
    ]
