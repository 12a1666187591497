"""The groups that give people their roles."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ROLES = ["Instructors", "Editors", "Center administrators", "Training officers"]


def make_groups(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the four groups; their permissions are given by `setup_center`."""
    group = apps.get_model("auth", "Group")
    for name in ROLES:
        group.objects.get_or_create(name=name)


class Migration(migrations.Migration):
    """Depends on auth for its groups."""

    dependencies = [("people", "0001_initial"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
