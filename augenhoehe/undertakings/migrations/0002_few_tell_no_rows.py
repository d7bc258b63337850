from django.db import migrations, models


def wipe(apps, schema_editor):
    """Reports of fewer than five tandems said how much two people had written."""
    apps.get_model("undertakings", "Deletion").objects.filter(tandems__lt=5).update(rows={})


class Migration(migrations.Migration):

    dependencies = [
        ('undertakings', '0001_undertakings'),
    ]

    operations = [
        migrations.AlterField(
            model_name='deletion',
            name='rows',
            field=models.JSONField(default=dict, help_text='model → number of rows; of five tandems and more'),
        ),
        migrations.RunPython(wipe, migrations.RunPython.noop),
    ]
