"""Quality: verdicts, what was answered, and the signs that groups saw."""

from tusoi.reports.document import Block, Table
from tusoi.reports.tables.sources import SHARE_OF_ALL, TOTAL, Sources, row, upper_first
from tusoi.values.wording import Wording

_NOT_YET = Wording(vi="chưa có kết luận", en="no verdict yet")

_TOPICS = (
    (
        Wording(vi="Nội dung gợi ý đã giải trình", en="Suggested topics answered"),
        "topics_suggested.answered",
        "topics_suggested.asked",
    ),
    (
        Wording(
            vi="Nội dung gợi ý nêu rõ người chịu trách nhiệm",
            en="Suggested topics naming who is answerable",
        ),
        "topics_suggested.owner_named",
        "topics_suggested.asked",
    ),
    (
        Wording(
            vi="Khuyết điểm nêu rõ địa chỉ, người chịu trách nhiệm",
            en="Shortcomings with address and owner",
        ),
        "findings_with_address.named",
        "findings_with_address.all",
    ),
)


def verdicts(sources: Sources) -> tuple[Block, ...]:
    """Collectives by the verdict on their review; the sum is every unit owed."""
    numbers, due = sources.numbers, "units_reviewed.due"
    if numbers.value(due) == 0:
        return ()
    wordings = sources.guidance.verdicts
    titles = {key: wordings.of(key) for key in ("meets", "basically_meets", "redo")}
    rows = [
        row(
            upper_first(sources.say(title)),
            numbers.cell(f"verdicts.{key}"),
            numbers.percent_cell(f"verdicts.{key}", due),
        )
        for key, title in {**titles, "not_yet": _NOT_YET}.items()
    ]
    total = sum(numbers.value(f"verdicts.{key}") for key in (*titles, "not_yet"))
    rows.append(
        row(sources.say(TOTAL), numbers.number(total), numbers.percent_cell(due, due), strong=True)
    )
    return (
        Table(
            caption=sources.say(
                Wording(
                    vi="Kết luận về kiểm điểm của tập thể",
                    en="Verdicts on the collectives' reviews",
                )
            ),
            columns=sources.columns(
                (Wording(vi="Kết luận", en="Verdict"), 60, "left"),
                (Wording(vi="Số đơn vị", en="Units"), 20, "right"),
                (SHARE_OF_ALL, 20, "right"),
            ),
            rows=tuple(rows),
        ),
    )


def topics(sources: Sources) -> tuple[Block, ...]:
    """Suggested topics and shortcomings: how many were answered, how many name somebody."""
    numbers = sources.numbers
    told = [line for line in _TOPICS if numbers.value(line[2]) > 0]
    if not told:
        return ()
    return (
        Table(
            caption=sources.say(
                Wording(
                    vi="Giải trình nội dung gợi ý; khuyết điểm nêu rõ địa chỉ",
                    en="Answers and addresses",
                )
            ),
            columns=sources.columns(
                (Wording(vi="Nội dung", en="Subject"), 60, "left"),
                (Wording(vi="Số trên tổng", en="Of all"), 20, "right"),
                (SHARE_OF_ALL, 20, "right"),
            ),
            rows=tuple(
                row(
                    sources.say(title),
                    str(numbers.share(part, whole)),
                    numbers.percent_cell(part, whole),
                )
                for title, part, whole in told
            ),
        ),
    )


def signs(sources: Sources) -> tuple[Block, ...]:
    """Each sign of the set, with the units in which a group marked it; the set's notice stands below."""
    numbers = sources.numbers
    codes = numbers.keys("signs_seen")
    if not codes:
        return sources.nothing(
            Wording(
                vi="Bộ hướng dẫn không có danh mục biểu hiện.",
                en="The guidance set lists no signs.",
            )
        )
    notice = sources.guidance.provisional_notice
    return (
        Table(
            caption=sources.say(
                Wording(
                    vi="Biểu hiện được {group} đánh dấu",
                    en="Signs marked, by the {group} of each unit",
                ).filled(group=sources.guidance.words.working_group)
            ),
            columns=sources.columns(
                (Wording(vi="Số", en="No."), 8, "center"),
                (Wording(vi="Biểu hiện", en="Sign"), 52, "left"),
                (Wording(vi="Số đơn vị", en="Units"), 12, "right"),
                (Wording(vi="Kiểm điểm sâu", en="Deep reviews"), 14, "right"),
                (Wording(vi="Đơn vị khác", en="Other units"), 14, "right"),
            ),
            rows=tuple(
                row(
                    code,
                    sources.say(sources.guidance.criterion(int(code)).wording),
                    numbers.cell(f"signs_seen.{code}.units"),
                    numbers.cell(f"signs_seen.{code}.among_deep_reviews"),
                    numbers.number(_others(sources, code)),
                )
                for code in codes
            ),
            note=sources.say(notice) if notice else "",
        ),
    )


def _others(sources: Sources, code: str) -> int:
    """Units with a sign that are not under deep review."""
    seen = f"signs_seen.{code}"
    return sources.numbers.value(f"{seen}.units") - sources.numbers.value(
        f"{seen}.among_deep_reviews"
    )
