"""The units of the seed, their posts and the working groups: only the counts are the record's.

Units are "Đơn vị A01" to "B68" with a generic kind. A kind that only one body of the city has is left out, so that no
reconstructed row can be read as telling of a real one. Hóc Môn is the one real name.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import cycle

RECORD, DERIVED, RECONSTRUCTION = "record", "derived", "reconstruction"
NOT_STATED = "chưa nêu"
ARTICLE = "Báo Sài Gòn Giải Phóng, 17-12-2012"
HOST = "TU"
HOC_MON = "A24"
WAITING = "A47"
NO_REASON = ("B29", "B51")
NOT_DONE = (WAITING, *NO_REASON)
NEW_DEPUTY = "A33"
"""A unit whose deputy changes between the opening and its session."""

_KINDS = {
    "A": (
        ("quận ủy", 19),
        ("huyện ủy", 5),
        ("Đảng ủy cấp trên cơ sở", 32),
        ("Đảng ủy cơ sở trực thuộc Thành ủy", 12),
    ),
    "B": (
        ("ban cán sự Đảng", 8),
        ("Đảng đoàn", 7),
        ("ban, cơ quan tham mưu của Thành ủy", 7),
        ("cơ quan, đơn vị thuộc Thành phố", 46),
    ),
}
_LEADERS = {
    "ban, cơ quan tham mưu của Thành ủy": (("TB", "Trưởng ban"), ("PTB", "Phó Trưởng ban")),
    "cơ quan, đơn vị thuộc Thành phố": (("TT", "Thủ trưởng"), ("PTT", "Phó Thủ trưởng")),
}
_PARTY_LEADERS = (("BT", "Bí thư"), ("PBT", "Phó Bí thư"))
_COMMITTEE_MEMBERS = 14
_COLLECTIVE_MEMBERS = 9
"""Beside the head and the deputy, in the one unit whose review is played through."""
_GIVEN_ON = date(2012, 10, 16)

Row = dict[str, object]


def kinds() -> dict[str, str]:
    """Unit code to kind, A01 to A68 and B01 to B68."""
    found: dict[str, str] = {}
    for block, counts in _KINDS.items():
        all_kinds = [kind for kind, count in counts for _ in range(count)]
        found |= {f"{block}{n:02d}": kind for n, kind in enumerate(all_kinds, start=1)}
    return found


def head_and_deputy(kind: str) -> Sequence[tuple[str, str]]:
    """The two posts of a unit of that kind, head first: (code, title)."""
    return _LEADERS.get(kind, _PARTY_LEADERS)


def units() -> list[Row]:
    """don-vi.xlsx: the host, then the 136 units."""
    host = {
        "unit": HOST,
        "name": "Thành ủy Thành phố Hồ Chí Minh",
        "kind": "Thành ủy",
        "origin": RECORD,
        "citation": ARTICLE,
    }
    return [host, *(_unit(code, kind) for code, kind in kinds().items())]


def _unit(code: str, kind: str) -> Row:
    row: Row = {
        "unit": code,
        "name": f"Đơn vị {code}",
        "kind": kind,
        "block": code[0],
        "parent": HOST,
        "origin": RECONSTRUCTION,
    }
    if code == HOC_MON:
        row |= {"name": "Huyện ủy Hóc Môn", "origin": DERIVED, "citation": ARTICLE}
    return row


def posts() -> list[Row]:
    """nhan-su.xlsx: the city committee's posts, then a head and a deputy in each unit. No names."""
    rows = [_post(HOST, post, title, rank) for post, title, rank in _host_posts()]
    for code, kind in kinds().items():
        (head, head_title), (deputy, deputy_title) = head_and_deputy(kind)
        rows.append(_post(code, head, head_title, "head", f"{code}-01"))
        rows.extend(_deputies(code, deputy, deputy_title))
        if code == WAITING:
            rows.extend(_collective(code))
    return rows


def _collective(unit: str) -> Iterator[Row]:
    """Those who sit in a unit's collective and owe no review of their own there."""
    for n in range(1, _COLLECTIVE_MEMBERS + 1):
        yield _post(unit, f"UV{n}", "Ủy viên Ban Chấp hành", "member", f"{unit}-{n + 2:02d}")


def hoc_mon_post() -> Row:
    """The one post the record names: a member of Hóc Môn's standing committee, holder not stated."""
    row = _post(HOC_MON, "UVBTV", "Ủy viên Ban Thường vụ", "member")
    return row | {"origin": DERIVED, "citation": ARTICLE}


def _deputies(unit: str, post: str, title: str) -> list[Row]:
    if unit != NEW_DEPUTY:
        return [_post(unit, post, title, "leader", f"{unit}-02")]
    return [
        _post(unit, post, title, "leader", f"{unit}-02") | {"until": date(2012, 10, 31)},
        _post(unit, post, title, "leader", f"{unit}-03") | {"since": date(2012, 11, 1)},
    ]


def _host_posts() -> Iterator[tuple[str, str, str]]:
    yield "BT", "Bí thư", "head"
    yield "PBTTT", "Phó Bí thư Thường trực", "leader"
    for n in range(1, _COMMITTEE_MEMBERS + 1):
        yield f"UV{n:02d}", "Ủy viên Ban Thường vụ", "member"
    for n in range(1, 41):
        yield f"CV{n:02d}", "Cán bộ giúp việc tổ công tác", "member"


def _post(unit: str, post: str, title: str, rank: str, holder: str = "") -> Row:
    return {
        "unit": unit,
        "post": post,
        "title": title,
        "rank": rank,
        "holder": holder,
        "origin": RECONSTRUCTION,
    }


def groups(count: int) -> list[Row]:
    """to-cong-tac.xlsx: `count` groups are more than the committee's members, so one leads several."""
    leaders = cycle(["PBTTT", *(f"UV{n:02d}" for n in range(1, _COMMITTEE_MEMBERS + 1))])
    codes = list(kinds())
    return [
        {
            "group": f"T{n + 1:02d}",
            "leader": f"{HOST}/{next(leaders)}",
            "members": [f"{HOST}/CV{n + 1:02d}"],
            "units": codes[n::count],
            "given_on": _GIVEN_ON,
            "origin": RECONSTRUCTION,
            "citation": f"Văn bản chỉ nêu số tổ ({count}): {ARTICLE}",
        }
        for n in range(count)
    ]
