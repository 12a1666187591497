"""Say of each certificate whose it is and what it was earned by."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.db.models import CharField


def fill(apps, schema_editor):
    certificates = apps.get_model("certificates", "Certificate").objects
    completions = apps.get_model("courses", "CourseCompletion").objects
    whose = completions.filter(pk=OuterRef("completion")).values("enrollment__user")
    number = Cast(F("completion"), CharField())
    certificates.update(
        holder=Subquery(whose), basis=Concat(Value("completion:"), number, output_field=CharField())
    )


class Migration(migrations.Migration):

    dependencies = [
        ("certificates", "0003_life"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
