"""Puts the triggers in place that refuse to update or delete the ledger's own rows."""

from django.db import migrations

from tusoi.ledger import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection, triggers.FIRST)


def lift(apps, schema_editor):
    triggers.lift(schema_editor.connection, triggers.FIRST)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(install, lift)]
