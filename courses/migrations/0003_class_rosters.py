"""Classes keep their courses and members in one form."""

import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """No class was recorded before."""

    dependencies = [
        ("courses", "0002_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RemoveConstraint("trainingclasscourse", "course_once_a_class"),
        migrations.RemoveField("trainingclasscourse", "course_key"),
        migrations.AddField(
            "trainingclasscourse",
            "course",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="courses.coursepage",
                verbose_name="course",
                default=0,
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            "trainingclasscourse",
            "training_class",
            modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="courses",
                to="courses.trainingclass",
            ),
        ),
        migrations.AlterField(
            "trainingclassmember",
            "training_class",
            modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="members",
                to="courses.trainingclass",
            ),
        ),
        migrations.AlterField(
            "trainingclassmember",
            "joined_at",
            models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddConstraint(
            "trainingclasscourse",
            models.UniqueConstraint(
                fields=["training_class", "course"], name="course_once_a_class"
            ),
        ),
    ]
