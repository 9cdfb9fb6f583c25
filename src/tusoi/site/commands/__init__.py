"""The commands of `tusoi`, one file each; Django is set up only when a command runs."""

from tusoi.site.commands import (
    account,
    backup,
    demo,
    digest,
    explain,
    figures,
    gates,
    ledger,
    load,
    new,
    release,
    report,
    restore,
    retention,
    role,
    serve,
    token,
    trustee,
)
from tusoi.site.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    new.COMMAND,
    load.COMMAND,
    figures.COMMAND,
    explain.COMMAND,
    gates.COMMAND,
    report.COMMAND,
    ledger.COMMAND,
    backup.COMMAND,
    restore.COMMAND,
    retention.COMMAND,
    release.COMMAND,
    account.COMMAND,
    role.COMMAND,
    token.COMMAND,
    digest.COMMAND,
    serve.COMMAND,
    trustee.COMMAND,
    demo.COMMAND,
)
