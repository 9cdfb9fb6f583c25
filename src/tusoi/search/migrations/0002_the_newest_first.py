"""The index in pieces that are quick to take apart from the newest; on PostgreSQL how often a word stands, and a way from the newest."""

from django.db import migrations

from tusoi.search import engines


def make_pieces_small(apps, schema_editor):
    engines.make_pieces_small(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_passages")]
    operations = [migrations.RunPython(make_pieces_small, migrations.RunPython.noop)]
