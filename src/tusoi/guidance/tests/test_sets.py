"""The catalogue as it stands, and what its reader refuses."""

import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest

from tusoi.guidance.queries import CATALOGUE, UnknownGuidance, guidance_set, set_codes
from tusoi.guidance.reading import read_set
from tusoi.guidance.sets import CriterionStanding
from tusoi.guidance.tables import BrokenCatalogue
from tusoi.values.wording import Wording


def wordings_in(value: object) -> Iterator[Wording]:
    """Every wording within a value, however deep."""
    if isinstance(value, Wording):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from wordings_in(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from wordings_in(getattr(value, field.name))


def copied(code: str, into: Path) -> Path:
    """A copy of a set's folder that a test may break."""
    return Path(shutil.copytree(CATALOGUE / code, into / code))


def replace_in(file: Path, found: str, put: str, times: int = 1) -> None:
    """Puts one piece of a file in another's place, and insists that it was there."""
    text = file.read_text(encoding="utf-8")
    assert found in text
    file.write_text(text.replace(found, put, times), encoding="utf-8")


@pytest.mark.parametrize("code", set_codes())
def test_numbers_run_from_one_without_a_gap(code: str) -> None:
    numbers = [criterion.number for criterion in guidance_set(code).criteria]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("code", set_codes())
def test_every_wording_is_filled_in_both_languages_and_composed(code: str) -> None:
    wordings = list(wordings_in(guidance_set(code)))
    assert len(wordings) > 30
    for wording in wordings:
        assert wording.vi
        assert wording.en
        assert wording.vi != wording.en
        assert unicodedata.is_normalized("NFC", wording.vi)


def test_the_seeds_twelve_signs_are_provisional_and_tell_their_basis() -> None:
    seed = guidance_set("nqtw4-2012")
    assert len(seed.criteria) == 12
    for criterion in seed.criteria:
        assert criterion.standing is CriterionStanding.PROVISIONAL
        assert criterion.basis.vi
        assert criterion.basis.en
    assert seed.provisional
    assert seed.provisional_notice is not None
    assert "chưa phải văn bản chính thức" in seed.provisional_notice.vi


def test_the_seed_has_three_topics_and_a_fourth_for_the_grassroots() -> None:
    assert [topic.scope for topic in guidance_set("nqtw4-2012").topics] == [
        "all",
        "all",
        "all",
        "grassroots",
    ]


def test_a_text_whose_day_was_not_found_has_none() -> None:
    days = {text.number: text.day for text in guidance_set("nqtw4-2012").texts}
    assert days["12-NQ/TW"] == date(2012, 1, 16)
    assert days["47-QĐ/TW"] is None


def test_an_own_set_needs_no_notice_and_has_words_of_its_own() -> None:
    own = guidance_set("noi-bo-2026")
    assert not own.provisional
    assert own.provisional_notice is None
    assert own.words.host_head.vi == "giám đốc bệnh viện"
    assert own.verdicts.of("redo") != guidance_set("nqtw4-2012").verdicts.of("redo")


def test_a_verdict_is_worded_by_its_code_and_no_other() -> None:
    verdicts = guidance_set("nqtw4-2012").verdicts
    assert verdicts.of("basically_meets").vi == "cơ bản đạt yêu cầu"
    with pytest.raises(KeyError):
        verdicts.of("not_yet")


def test_a_number_or_topic_that_is_not_there_is_not_made_up() -> None:
    seed = guidance_set("nqtw4-2012")
    assert seed.criterion(12).number == 12
    with pytest.raises(KeyError):
        seed.criterion(13)
    assert seed.topic("T4") == seed.topics[3]
    assert seed.topic("T9") is None


def test_an_unknown_set_names_those_there_are_and_the_nearest() -> None:
    with pytest.raises(UnknownGuidance) as refusal:
        guidance_set("nqtw4-2013")
    for text in (refusal.value.wording.vi, refusal.value.wording.en):
        assert ", ".join(set_codes()) in text
        assert "“nqtw4-2012”?" in text


def test_a_far_off_code_gets_no_suggestion() -> None:
    with pytest.raises(UnknownGuidance) as refusal:
        guidance_set("zzz")
    assert "?" not in refusal.value.wording.en


@pytest.mark.parametrize(
    ("name", "found", "put", "key"),
    [
        ("criteria.toml", "number = 3", "number = 4", "criterion[3].number"),
        ("criteria.toml", "number = 3", 'number = "3"', "criterion[3].number"),
        ("criteria.toml", 'status = "provisional"', 'status = "draft"', "criterion[1].status"),
        ("criteria.toml", "[criterion.basis]", "[criterion.base]", "criterion[1].base"),
        ("criteria.toml", "number = 3", "number = 3\nweight = 2", "criterion[3].weight"),
        ("criteria.toml", 'hints = ["few_asked"]', 'hints = "few_asked"', "criterion[2].hints"),
        ("criteria.toml", '["few_asked"]', '["few_asked", "few_asked"]', "criterion[2].hints"),
        ("criteria.toml", "[[criterion]]", "[criterion]", "–"),
        ("topics.toml", 'scope = "grassroots"', 'scope = "village"', "topic[4].scope"),
        ("topics.toml", 'code = "T2"', 'code = "T1"', "topic[2].code"),
        ("verdicts.toml", "[redo]", "[repeat]", "repeat"),
        ("verdicts.toml", 'en = "meets requirements"', 'en = " "', "meets.en"),
        ("verdicts.toml", 'en = "meets requirements"', "", "meets.en"),
        ("set.toml", "day = 2012-01-16", 'day = "16/01/2012"', "text[1].day"),
        ("set.toml", 'mark = "sourced"', 'mark = "sure"', "text[1].mark"),
        ("set.toml", 'code = "nqtw4-2012"', 'code = "nqtw4"', "code"),
        ("set.toml", "[provisional_notice]", "[provisional]", "provisional"),
    ],
)
def test_a_broken_file_is_named_with_its_key(
    tmp_path: Path, name: str, found: str, put: str, key: str
) -> None:
    folder = copied("nqtw4-2012", tmp_path)
    replace_in(folder / name, found, put)
    with pytest.raises(BrokenCatalogue) as refusal:
        read_set(folder)
    assert refusal.value.wording.vi.startswith(f"Tệp nqtw4-2012/{name}, khóa “{key}”: ")
    assert refusal.value.wording.en.startswith(f"File nqtw4-2012/{name}, key “{key}”: ")


def test_a_missing_file_is_named_without_a_path_of_this_machine(tmp_path: Path) -> None:
    folder = copied("nqtw4-2012", tmp_path)
    (folder / "verdicts.toml").unlink()
    with pytest.raises(BrokenCatalogue) as refusal:
        read_set(folder)
    assert "nqtw4-2012/verdicts.toml" in refusal.value.wording.en
    assert str(tmp_path) not in refusal.value.wording.en


def test_a_provisional_sign_without_a_notice_is_refused(tmp_path: Path) -> None:
    folder = copied("noi-bo-2026", tmp_path)
    replace_in(folder / "criteria.toml", 'status = "own"', 'status = "provisional"')
    with pytest.raises(BrokenCatalogue, match=r"provisional_notice.*is missing while"):
        read_set(folder)


def test_a_notice_on_a_list_that_is_not_provisional_is_refused(tmp_path: Path) -> None:
    folder = copied("nqtw4-2012", tmp_path)
    signs = folder / "criteria.toml"
    replace_in(signs, 'status = "provisional"', 'status = "official"', times=-1)
    with pytest.raises(BrokenCatalogue, match=r"provisional_notice.*may not stand"):
        read_set(folder)
