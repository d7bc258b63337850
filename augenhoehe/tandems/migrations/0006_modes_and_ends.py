from django.db import migrations, models
from django.db.models.functions import TruncDate


def turn(apps, schema_editor):
    """What did not come about has an end, too, from which the days count until its texts go."""
    tandems = apps.get_model("tandems", "Tandem").objects.filter(state="not_formed", ends_on=None)
    tandems.update(ends_on=TruncDate("updated_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('tandems', '0005_tag_tallies'),
    ]

    operations = [
        migrations.AddField(
            model_name='tagtally',
            name='by_video',
            field=models.PositiveIntegerField(help_text='of the meetings; empty where it was counted before', null=True),
        ),
        migrations.AlterField(
            model_name='tandem',
            name='ends_on',
            field=models.DateField(help_text='last day, with extension and breaks; also of what did not come about', null=True),
        ),
        migrations.AlterField(
            model_name='tandem',
            name='state',
            field=models.CharField(choices=[('proposed', 'both are asked'), ('accepted', 'both have accepted'), ('confirmed', 'both have confirmed'), ('paused', 'on a break'), ('not_formed', 'did not come about'), ('ended', 'ended early'), ('closed', 'closed')], default='proposed', max_length=12),
        ),
        migrations.RunPython(turn, migrations.RunPython.noop),
    ]
