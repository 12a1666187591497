"""What a trial of a regrade needs to know, and what it found."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0004_engine"),
    ]

    operations = [
        migrations.AddField(
            model_name="regrade",
            name="decision",
            field=models.TextField(blank=True, verbose_name="why it was rejected"),
        ),
        migrations.AddField(
            model_name="regrade",
            name="lowering_reason",
            field=models.TextField(blank=True, verbose_name="why results may fall"),
        ),
        migrations.AddField(
            model_name="regrade",
            name="lowers",
            field=models.BooleanField(default=False, verbose_name="lower issued results too"),
        ),
        migrations.AddField(
            model_name="regrade",
            name="touched_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="regrade",
            name="watermark",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="regradeline",
            name="changes",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="regradeline",
            name="is_kept",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="regradeline",
            name="is_outdated",
            field=models.BooleanField(default=False),
        ),
    ]
