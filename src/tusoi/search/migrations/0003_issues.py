"""An index over the words of issues."""

from django.db import migrations

from tusoi.search import engines


def install(apps, schema_editor):
    engines.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_the_newest_first")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
