"""Ten units told in more depth, so that a reader has something to follow: all of it reconstruction.

A05  reviewed in depth, circumstances blamed, nobody named; repeated under another chair, then basically met
A08  reviewed in depth, answered well: own causes, a post named for each; the persons judged too
A12  the head chaired although a serious violation had been concluded: the campaign's one breach
A16  reviewed in depth, one topic never answered; told to repeat, not yet repeated
A21  waited for the inspectorate, met once responsibilities were settled
A30  a dispute: two members of the group dissented
A41  the deputy chaired in place of a head on long sick leave
B03  reviewed in depth, causes of both kinds, one post named
B11  the collective's review was thin: few spoke, some had to be called on
B19  a small committee that did everything asked of it

The shortcomings of a review are in the words of the article (facts.toml, supervision.weaknesses_vi), named by place.
"""

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

from host import NOT_STATED, RECONSTRUCTION, Row

PREPARATION, OBJECTIVE, OFF_THE_POINT, BLAMED, NOT_SEEN, NO_ADDRESS, THIN, CALLED_ON = range(8)

LAST_DAYS = {
    "A05": date(2012, 11, 9),
    "A08": date(2012, 10, 31),
    "A11": date(2012, 10, 29),
    "A12": date(2012, 10, 27),
    "A14": date(2012, 11, 3),
    "A16": date(2012, 11, 30),
    "A21": date(2012, 12, 7),
    "A30": date(2012, 11, 22),
    "A33": date(2012, 11, 21),
    "A41": date(2012, 11, 14),
    "B03": date(2012, 11, 15),
    "B07": date(2012, 10, 31),
    "B11": date(2012, 11, 6),
    "B17": date(2012, 11, 20),
    "B19": date(2012, 10, 24),
    "B36": date(2012, 11, 8),
}


def signs(*seen: int) -> Row:
    """The group's marks on the twelve signs: yes for those seen, no for the rest."""
    return {f"sign_{n}": "yes" if n in seen else "no" for n in range(1, 13)}


def review(code: str, weaknesses: list[str]) -> Row:
    """What sets that unit's collective review apart; nothing for most."""
    tell = _REVIEWS.get(code)
    return tell(weaknesses) if tell else {}


def person(code: str, post: str) -> Row:
    """What sets that leader's review apart."""
    return _PERSONS.get((code, post), {})


def _judged(verdict: str, on: date, reason: str, *seen: int) -> Row:
    return {"verdict": verdict, "verdict_on": on, "verdict_reason": reason} | signs(*seen)


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _a05(weaknesses: list[str]) -> Row:
    again = {
        "redo_sessions": [date(2012, 12, 10)],
        "redo_chair": "TU/UV06",
        "redo_verdict": "basically_meets",
        "redo_verdict_on": date(2012, 12, 14),
        "redo_verdict_reason": "Sau kiểm điểm lại đã nêu nguyên nhân chủ quan và người chịu trách nhiệm",
    }
    return again | _judged(
        "redo",
        date(2012, 11, 19),
        _sentence(weaknesses[OBJECTIVE]) + "; chưa nêu ai chịu trách nhiệm",
        *(3, 4, 5),
    )


def _a08(_: list[str]) -> Row:
    return _judged(
        "meets",
        date(2012, 11, 7),
        "Giải trình đủ nội dung gợi ý, nêu nguyên nhân chủ quan, chỉ rõ chức vụ chịu trách nhiệm",
    )


def _a11(weaknesses: list[str]) -> Row:
    return _judged("basically_meets", date(2012, 11, 5), _sentence(weaknesses[CALLED_ON]), 8)


def _a12(_: list[str]) -> Row:
    return _judged("meets", date(2012, 11, 5), "Chuẩn bị đủ, đúng trình tự")


def _a16(weaknesses: list[str]) -> Row:
    return _judged(
        "redo",
        date(2012, 12, 8),
        f"Một nội dung gợi ý không giải trình; {weaknesses[OFF_THE_POINT]}; {weaknesses[NO_ADDRESS]}",
        *(1, 3, 5, 6),
    )


def _a21(_: list[str]) -> Row:
    return {
        "waiting_for": "cơ quan thanh tra",
        "waiting_since": date(2012, 10, 20),
        "inspection_concluded": date(2012, 11, 20),
        "responsibilities_settled": date(2012, 12, 4),
        "reason": "chờ kết luận thanh tra về một dự án trên địa bàn",
        "next_look": date(2012, 12, 5),
        "prepared": date(2012, 12, 4),
        "verdict": None,
        "verdict_on": None,
    } | dict.fromkeys(signs())


def _a30(weaknesses: list[str]) -> Row:
    return _judged(
        "basically_meets",
        date(2012, 11, 29),
        "Kết luận theo đa số; hai thành viên tổ bảo lưu ý kiến rằng phải kiểm điểm lại vì "
        + weaknesses[NOT_SEEN],
        *(4, 6),
    )


def _a41(_: list[str]) -> Row:
    return {"chair": "PBT"} | _judged(
        "meets", date(2012, 11, 23), "Phó Bí thư chủ trì thay Bí thư nghỉ chữa bệnh dài ngày"
    )


def _b03(weaknesses: list[str]) -> Row:
    return _judged(
        "basically_meets",
        date(2012, 11, 26),
        f"Nêu cả nguyên nhân chủ quan và khách quan; một nội dung {weaknesses[NO_ADDRESS]}",
        *(5,),
    )


def _b11(weaknesses: list[str]) -> Row:
    return _judged(
        "basically_meets",
        date(2012, 11, 13),
        _sentence(f"{weaknesses[THIN]}; {weaknesses[CALLED_ON]}"),
        *(7, 8),
    )


def _b19(_: list[str]) -> Row:
    return _judged(
        "meets", date(2012, 10, 31), "Khuyết điểm nào cũng có địa chỉ và chức vụ chịu trách nhiệm"
    )


def _b36(_: list[str]) -> Row:
    return {"minutes": NOT_STATED}


def _b44(_: list[str]) -> Row:
    return {"chair": "TU/UV05"}


def _thin(judged_on: date) -> Callable[[list[str]], Row]:
    def tell(weaknesses: list[str]) -> Row:
        return _judged("basically_meets", judged_on, _sentence(weaknesses[THIN]), 7)

    return tell


_REVIEWS = {
    "A05": _a05,
    "A08": _a08,
    "A11": _a11,
    "A12": _a12,
    "A16": _a16,
    "A21": _a21,
    "A30": _a30,
    "A41": _a41,
    "A60": _thin(date(2012, 11, 10)),
    "B03": _b03,
    "B11": _b11,
    "B19": _b19,
    "B36": _b36,
    "B44": _b44,
    "B55": _thin(date(2012, 11, 27)),
}
_PERSONAL_VERDICT = {"verdict": "meets", "verdict_on": date(2012, 11, 7)}
_PERSONS = {
    ("A08", "BT"): _PERSONAL_VERDICT,
    ("A08", "PBT"): _PERSONAL_VERDICT,
    ("A12", "PBT"): {"chair": "TU/UV03"},
    ("A41", "PBT"): {"chair": "TU/UV08"},
}

_TOLD = tomllib.loads((Path(__file__).parent / "texture.toml").read_text(encoding="utf-8"))
COUNTED_TWICE = "YK05"
"""An asking that the first return entered twice; the second withdraws it."""

WRITTEN_UNDER_THE_WRONG_UNIT = "KD15"
"""A finding of the first return that the second withdraws."""


def rows(kind: str) -> list[Row]:
    """The rows of texture.toml: `topic` (goi-y), `opinion` (gop-y) or `finding` (khuyet-diem)."""
    return [row | {"origin": RECONSTRUCTION} for row in _TOLD[kind]]


EARLIER = {
    date(2012, 11, 16): {
        ("A21", ""): {"next_look": date(2012, 11, 30)},
        # Told from the timetable; the meeting was put off, and the second return corrects it.
        ("B17", ""): {
            "sessions": [date(2012, 11, 13)],
            "prepared": date(2012, 11, 5),
            "chair": "TB",
        },
        ("B17", "TB"): {
            "sessions": [date(2012, 11, 13)],
            "prepared": date(2012, 11, 5),
            "chair": "PTB",
        },
        ("B17", "PTB"): {
            "sessions": [date(2012, 11, 13)],
            "prepared": date(2012, 11, 5),
            "chair": "TB",
        },
    },
}
"""What an earlier return told otherwise than the last: by its day, then by unit and post."""

TOLD_LATE = {
    "A27": date(2012, 12, 3),
    "A50": date(2012, 12, 3),
    "B31": date(2012, 12, 3),
    "B36": date(2012, 12, 3),
    "B68": date(2012, 12, 3),
    "B24": date(2012, 12, 17),
}
"""Units whose review was first told by that day's return although it was held before the one before."""
