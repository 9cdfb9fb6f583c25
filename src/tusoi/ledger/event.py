"""What an entry may say: the declaration of a room's acts."""

from dataclasses import dataclass

from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Event:
    """One kind of act. `keys` are the only particulars its entry may carry: codes, days and counts, never a name or a text.

    Each room lists its events in `events.py`; the rulebook is printed from there.
    """

    code: str
    wording: Wording
    keys: tuple[str, ...] = ()
    sworn: bool = False
    """Whether it signs, concludes or publishes: then a checkpoint is made as soon as it is committed."""
    decides_on: str = ""
    """The key that names all that such an act reads to decide, a unit: acts on others go on beside it. "": the whole tree."""
