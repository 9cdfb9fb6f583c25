"""What the public is given in numbers."""

from tusoi.board.rules.catalogue import FIGURES
from tusoi.figures.register import figures


def test_a_figure_for_the_public_counts_no_person() -> None:
    by_code = {one.code: one for one in figures()}
    for code in FIGURES:
        assert not by_code[code].counts.is_protected
        assert not any(whom.is_protected for whom in by_code[code].counts_in.values())
