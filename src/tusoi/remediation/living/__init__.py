"""The life of an item: given to an owner, claimed, verified or returned, its deadline moved, measured, counted, felt, come back."""

from tusoi.remediation.living.backlog import CountNotUsable, count_backlog
from tusoi.remediation.living.claiming import (
    ClaimedAlready,
    NothingClaimed,
    claim_item,
    return_claim,
    verify_claim,
)
from tusoi.remediation.living.coming_back import reopen_item
from tusoi.remediation.living.deadlines import MoveWaits, ask_due_move, decide_due_move
from tusoi.remediation.living.feeling import FeltCount, TooEarlyToAsk, ask_affected, count_felt
from tusoi.remediation.living.measuring import (
    MeasureNotUsable,
    NatureStated,
    NotMeasured,
    measure_item,
    state_nature,
)
from tusoi.remediation.living.on_record import (
    AskedOnRecord,
    answer_felt_by_link,
    answer_felt_signed_in,
    asked_on_record,
)
from tusoi.remediation.living.owning import give_item
from tusoi.remediation.living.rows import (
    KEEPS,
    DueNotUsable,
    NotVerifiedYet,
    OwnerEnded,
    WordsNotUsable,
)

__all__ = [
    "KEEPS",
    "AskedOnRecord",
    "ClaimedAlready",
    "CountNotUsable",
    "DueNotUsable",
    "FeltCount",
    "MeasureNotUsable",
    "MoveWaits",
    "NatureStated",
    "NotMeasured",
    "NotVerifiedYet",
    "NothingClaimed",
    "OwnerEnded",
    "TooEarlyToAsk",
    "WordsNotUsable",
    "answer_felt_by_link",
    "answer_felt_signed_in",
    "ask_affected",
    "ask_due_move",
    "asked_on_record",
    "claim_item",
    "count_backlog",
    "count_felt",
    "decide_due_move",
    "give_item",
    "measure_item",
    "reopen_item",
    "return_claim",
    "state_nature",
    "verify_claim",
]
