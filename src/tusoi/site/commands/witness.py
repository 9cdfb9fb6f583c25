"""`tusoi witness`: what somebody outside runs to vouch that the ledger only ever grew; also a file of its own."""

from tusoi.ledger import witness
from tusoi.site.commands.command import Command

COMMAND = Command(
    name="witness",
    help="người làm chứng xem và xác nhận điểm chốt / a witness looks at a checkpoint and vouches for it",
    arguments=witness.arguments,
    run=witness.run,
    needs_database=False,
)
