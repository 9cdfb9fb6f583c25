"""What a form was opened over: of two who say one thing differently, the second is told, and writes over nothing unseen."""

from collections.abc import Mapping, Sequence

from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


class SaidMeanwhile(Refused):
    """Somebody said it otherwise after the asker's form was opened; `stands` is what it is now."""

    def __init__(self, wording: Wording, stands: str) -> None:
        super().__init__(wording)
        self.stands = stands


def refuse_unseen(stands: str, *, seen: str | None, said: str, wording: Wording) -> None:
    """Let pass where what stands is what the asker saw, or says now; `seen` None: what they saw is not asked.

    Raises:
        SaidMeanwhile: something else stands by now.
    """
    if seen is not None and stands not in (seen, said):
        raise SaidMeanwhile(wording, stands)


def seen_by(sent: Mapping[str, str], refused: Refused | None, stands: str) -> str:
    """What a form carries as seen: refused for what stands now, that; else what it carried, and opened, what stands."""
    if isinstance(refused, SaidMeanwhile):
        return refused.stands
    return str(sent.get("seen", stands))


def still_seen(carried: Sequence[str], refused: Refused) -> list[str]:
    """What a refused form over several days carries on: what it carried, and what stands now if it was refused for that."""
    return [*carried, refused.stands] if isinstance(refused, SaidMeanwhile) else [*carried]
