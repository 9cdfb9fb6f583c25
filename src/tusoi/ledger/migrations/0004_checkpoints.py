"""Checkpoints of the trees and what witnesses signed of them, with the triggers that keep them."""

import django.db.models.deletion
from django.db import migrations, models

from tusoi.ledger import triggers

ADDED = ("ledger_checkpoint", "ledger_cosignature")


def install(apps, schema_editor):
    triggers.install(schema_editor.connection, ADDED)


def lift(apps, schema_editor):
    triggers.lift(schema_editor.connection, ADDED)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_erasure")]
    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("tree", models.CharField(max_length=120)),
                ("size", models.PositiveBigIntegerField()),
                ("root", models.BinaryField(max_length=32)),
                ("frontier", models.BinaryField()),
                ("at", models.DateTimeField()),
                ("note", models.TextField()),
            ],
            options={
                "ordering": ["tree", "size"],
                "constraints": [models.UniqueConstraint(fields=("tree", "size"), name="checkpoint_size_once")],
            },
        ),
        migrations.CreateModel(
            name="Cosignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200)),
                ("line", models.TextField()),
                ("at", models.DateTimeField()),
                ("checkpoint", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="cosignatures", to="ledger.checkpoint")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("checkpoint", "key"), name="cosignature_key_once")],
            },
        ),
        migrations.RunPython(install, lift),
    ]
