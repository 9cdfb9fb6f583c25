"""`tusoi verify report|fsck|diff`: the verifier, which is also a file of its own that needs nothing of this program."""

from tusoi.ledger import verify
from tusoi.site.commands.command import Command

COMMAND = Command(
    name="verify",
    help="kiểm chứng báo cáo, sổ đã xuất, hai bản của sổ / verify a report, an exported ledger, two versions of it",
    arguments=verify.arguments,
    run=verify.run,
    needs_database=False,
)
