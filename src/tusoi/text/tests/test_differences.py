"""What two texts differ in: nothing is lost on either side, and only what differs is marked."""

from hypothesis import given
from hypothesis import strategies as st

from tusoi.text.differences import Beside, Piece, beside

WORDS = st.lists(st.sampled_from(["tự", "phê", "bình.", "và", "\n", " ", "nể nang,"]), max_size=30)


def marked(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.changed else piece.text for piece in pieces)


def test_only_the_words_that_differ_are_marked() -> None:
    found = beside("Ba việc xong.\nMột chậm.", "Bốn việc xong.\nMột chậm, có lý do.")
    assert marked(found.before) == "[Ba] việc xong.\nMột chậm."
    assert marked(found.after) == "[Bốn] việc xong.\nMột chậm[, có lý do]."


def test_a_text_that_came_or_went_is_marked_whole() -> None:
    assert beside("", "Mới.") == Beside((), (Piece("Mới.", changed=True),))
    assert beside("Cũ.", "") == Beside((Piece("Cũ.", changed=True),), ())
    assert beside("", "") == Beside((), ())


@given(WORDS, WORDS)
def test_joined_the_pieces_are_the_texts(one: list[str], other: list[str]) -> None:
    before, after = "".join(one), "".join(other)
    found = beside(before, after)
    assert "".join(piece.text for piece in found.before) == before
    assert "".join(piece.text for piece in found.after) == after
    if before == after:
        assert not any(piece.changed for piece in (*found.before, *found.after))


def test_texts_too_long_to_be_compared_are_marked_whole() -> None:
    before, after = "a\n" * 3_000, "b\n" * 3_000
    assert beside(before, after) == Beside(
        (Piece(before, changed=True),), (Piece(after, changed=True),)
    )
