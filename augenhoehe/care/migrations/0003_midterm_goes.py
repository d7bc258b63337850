from django.db import migrations, models


def drop_links(apps, schema_editor):
    """Links to the midterm check, which is a questionnaire now."""
    apps.get_model("care", "CareLink").objects.filter(purpose="midterm").delete()


class Migration(migrations.Migration):

    dependencies = [
        ('care', '0002_resume_link'),
    ]

    operations = [
        migrations.RunPython(drop_links, migrations.RunPython.noop),
        migrations.DeleteModel(
            name='MidtermAnswer',
        ),
        migrations.DeleteModel(
            name='Midterm',
        ),
        migrations.AlterField(
            model_name='carelink',
            name='purpose',
            field=models.CharField(choices=[('quiet', 'all is well'), ('extend', 'want the extension too, or not'), ('wish', 'want a new partner, or not'), ('resume', 'go on after a break')], max_length=10),
        ),
    ]
