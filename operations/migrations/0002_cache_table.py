"""The table of the database cache, for sites that run without Redis."""

from django.apps.registry import Apps
from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_table(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Do nothing where the cache is elsewhere or the table is there."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    """Not part of any model."""

    dependencies = [("operations", "0001_initial")]
    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
