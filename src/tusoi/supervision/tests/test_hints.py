"""Every hint's own worked examples; that guidance names only hints there are; that none names anybody."""

from dataclasses import fields

import pytest

from tusoi.guidance.queries import guidance_set, set_codes
from tusoi.guidance.sets import Criterion
from tusoi.supervision.hint import Example, Hint, ReviewSeen, said
from tusoi.supervision.register import hint_called, hints

EXAMPLES = [(hint, example) for hint in hints() for example in hint.examples]


@pytest.mark.parametrize(
    ("hint", "example"), EXAMPLES, ids=[f"{h.code} {e.wording.en}" for h, e in EXAMPLES]
)
def test_each_hint_does_what_its_examples_say(hint: Hint, example: Example) -> None:
    speaks = said(hint, example.seen)
    assert (speaks is not None) is example.speaks
    if speaks is not None:
        assert "{" not in speaks.sentence.vi + speaks.sentence.en


def test_each_hint_has_an_example_that_speaks_and_one_that_is_silent() -> None:
    assert len(hints()) == 12
    for hint in hints():
        assert {example.speaks for example in hint.examples} == {True, False}, hint.code


def test_each_hint_says_where_it_comes_from_in_both_languages() -> None:
    for hint in hints():
        for wording in (hint.name, hint.source, hint.sentence):
            assert wording.vi
            assert wording.en
            assert wording.vi != wording.en


def test_of_a_review_of_which_nothing_is_known_no_hint_speaks() -> None:
    """What is not stated is held against nobody."""
    assert [hint.code for hint in hints() if said(hint, ReviewSeen())] == []


def test_a_hint_sees_counts_and_nobody() -> None:
    kinds = {field.type for field in fields(ReviewSeen)}
    assert kinds == {int, int | None, bool}, "no text: no name, no post, no code"


def test_a_hint_on_cases_is_sealed_and_tells_no_particulars() -> None:
    (sealed,) = [hint for hint in hints() if hint.sealed]
    assert sealed.code == "head_with_open_case"
    speaks = said(sealed, ReviewSeen(sessions=2, head_chaired_with_open_case=2))
    assert speaks is not None
    assert "Chi tiết không hiện ở đây" in speaks.sentence.vi


@pytest.mark.parametrize(("lang", "days"), [("vi", "1.234 ngày"), ("en", "1,234 days")])
def test_many_days_are_parted_as_the_language_parts_them(lang: str, days: str) -> None:
    late = hint_called("prepared_late")
    assert late is not None
    speaks = said(late, ReviewSeen(ready_after_due=1234))
    assert speaks is not None
    assert days in speaks.sentence.in_(lang)


def unknown_hints(criteria: tuple[Criterion, ...]) -> list[str]:
    return [code for one in criteria for code in one.hints if hint_called(code) is None]


@pytest.mark.parametrize("code", set_codes())
def test_guidance_names_only_hints_there_are(code: str) -> None:
    criteria = guidance_set(code).criteria
    assert unknown_hints(criteria) == []
    assert any(one.hints for one in criteria)


def test_a_criterion_that_names_an_unknown_hint_is_seen() -> None:
    sign = guidance_set("nqtw4-2012").criteria[0]
    astray = Criterion(1, sign.wording, sign.basis, sign.standing, None, ("called_upon",))
    assert unknown_hints((astray,)) == ["called_upon"]


def test_every_hint_stands_beside_some_sign_of_the_seed() -> None:
    named = {code for one in guidance_set("nqtw4-2012").criteria for code in one.hints}
    assert named == {hint.code for hint in hints()}
