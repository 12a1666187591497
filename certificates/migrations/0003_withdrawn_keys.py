"""A key that was stolen is withdrawn; one that is replaced stays listed."""

from django.db import migrations


class Migration(migrations.Migration):
    """A better name."""

    dependencies = [("certificates", "0002_initial")]
    operations = [migrations.RenameField("issuerkey", "retired_at", "withdrawn_at")]
