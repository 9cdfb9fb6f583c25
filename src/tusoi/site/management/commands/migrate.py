"""Django's `migrate`, which makes a new database at once; every way to one comes through here, that of the tests too."""

from typing import Any

from django.apps import apps
from django.core.management.commands import migrate
from django.core.management.sql import emit_post_migrate_signal
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from tusoi.ledger import triggers
from tusoi.search import engines

ONLY_LOOKS = ("app_label", "plan", "check_unapplied", "fake", "prune")
"""Options with which not every migration is meant to be done."""


class Command(migrate.Command):
    """Brings a database to the newest migration."""

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        is_new = not connection.introspection.table_names()
        if is_new and not any(options[name] for name in ONLY_LOOKS):
            make_tables(connection)
        else:
            super().handle(*args, **options)


def make_tables(connection: BaseDatabaseWrapper) -> None:
    """Give an empty database all tables as the models say, in one transaction; its migrations then count as done.

    Going through every migration ends at the same tables (a test holds that) and takes more than ten times as
    long, because Django draws every state on the way anew.
    """
    recorder = MigrationRecorder(connection)
    tables: list[type[Model]] = [*apps.get_models(), recorder.Migration]
    with connection.schema_editor() as editor:
        for model in tables:
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
        for app, name in MigrationLoader(connection).disk_migrations:
            recorder.record_applied(app, name)
        triggers.install(connection)
        engines.install(connection)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
