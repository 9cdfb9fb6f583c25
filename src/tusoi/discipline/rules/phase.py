"""Whether a case came before a unit's review or through it.

Source: the report of 17 December 2012 counts apart the cases found and concluded earlier, decided before
the unit's review, and those to which the reviews themselves led.
"""

from tusoi.values.day import When

BEFORE, THROUGH, NOT_STATED = "before", "through", ""


def phase_by_dates(
    *,
    found: When | None,
    concluded: When | None,
    decided: When | None,
    first_session: When | None,
    out_of_review: bool,
) -> str:
    """ "before", "through", or "" where links and stated days leave it open.

    A case that names the review it came out of came through it. Otherwise the earliest stated day of
    finding or conclusion is held against the first session of the unit's review (None: not held yet);
    a decision before that session is before as well. Days not stated decide nothing.
    """
    if out_of_review:
        return THROUGH
    if first_session is not None and not first_session.stated:
        return NOT_STATED
    known = [when.day for when in (found, concluded) if when is not None and when.stated]
    if known:
        return BEFORE if first_session is None or min(known) < first_session.day else THROUGH
    if decided is not None and decided.stated:
        earlier = first_session is None or decided.day < first_session.day
        return BEFORE if earlier else NOT_STATED
    return NOT_STATED
