"""The passages that are looked through, and the index over their words."""

from django.db import migrations, models

from tusoi.search import engines


def install(apps, schema_editor):
    engines.install(schema_editor.connection)


def remove(apps, schema_editor):
    engines.remove(schema_editor.connection)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("scope", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=12)),
                ("unit", models.CharField(blank=True, default="", max_length=40)),
                ("code", models.CharField(max_length=120)),
                ("row", models.UUIDField(db_index=True)),
                ("part", models.PositiveIntegerField(default=0)),
                ("day", models.DateField()),
                ("told_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(default=None, null=True)),
                ("text", models.TextField()),
                ("words", models.TextField()),
            ],
            options={
                "indexes": [models.Index(fields=["scope", "kind", "unit"], name="passage_place")]
            },
        ),
        migrations.RunPython(install, remove),
    ]
