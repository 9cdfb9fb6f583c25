"""The order of the rooms, written once, from who answers to whom to what the public sees.

Settings take `installed_apps()` from it, navigation its titles and questions, `docs/map.md` its
first half, and a test holds the import contract to the same rooms. No Django here.
"""

from dataclasses import dataclass

from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Stage:
    """One room: the package `tusoi.<room>`, its name for people and the question it answers."""

    room: str
    title: Wording
    question: Wording
    is_app: bool = True
    """Whether Django installs it; the label is the room's name."""


STAGES = (
    Stage(
        "values",
        Wording(vi="Giá trị cơ bản", en="Values"),
        Wording(
            vi="Một ngày, một tỷ lệ, một câu được viết như thế nào?",
            en="How is a day, a share, a sentence written?",
        ),
        is_app=False,
    ),
    Stage(
        "text",
        Wording(vi="Chữ Việt", en="Vietnamese text"),
        Wording(
            vi="Hai cách viết có phải cùng một từ, và từ nào đứng trước?",
            en="Are two spellings the same word, and which word comes first?",
        ),
        is_app=False,
    ),
    Stage(
        "ledger",
        Wording(vi="Sổ đối chứng", en="Ledger"),
        Wording(
            vi="Dữ liệu đã ghi có còn nguyên như lúc được ghi?",
            en="Does what was recorded still stand as it was recorded?",
        ),
    ),
    Stage(
        "organisation",
        Wording(vi="Tổ chức", en="Organisation"),
        Wording(vi="Ai chịu trách nhiệm trước ai?", en="Who answers to whom?"),
    ),
    Stage(
        "errands",
        Wording(vi="Việc chạy nền", en="Errands"),
        Wording(
            vi="Việc đã nhờ máy làm đến đâu, tệp đã có chưa?",
            en="How far is what the machine was asked to make, and is the file there?",
        ),
    ),
    Stage(
        "guidance",
        Wording(vi="Văn bản hướng dẫn", en="Guidance"),
        Wording(
            vi="Đợt kiểm điểm dựa vào văn bản nào, kiểm điểm những gì?",
            en="Which texts does the campaign rest on, and what is to be reviewed?",
        ),
    ),
    Stage(
        "campaigns",
        Wording(vi="Đợt kiểm điểm", en="Campaigns"),
        Wording(
            vi="Ai phải kiểm điểm, hạn đến ngày nào, nhóm nào theo dõi?",
            en="Who owes a review, by which day, and which group follows it?",
        ),
    ),
    Stage(
        "preparation",
        Wording(vi="Chuẩn bị", en="Preparation"),
        Wording(
            vi="Đã tự nhìn nhận những gì, đã trả lời gợi ý ra sao?",
            en="What do they see in themselves, and how do they answer what was put to them?",
        ),
    ),
    Stage(
        "opinions",
        Wording(vi="Lấy ý kiến", en="Opinions"),
        Wording(
            vi="Đã hỏi những ai, bao nhiêu nơi trả lời?",
            en="Who was asked, and how many answered?",
        ),
    ),
    Stage(
        "discipline",
        Wording(vi="Kỷ luật", en="Discipline"),
        Wording(
            vi="Sai phạm nào đã được kết luận, đã xử lý đến đâu?",
            en="Which wrongdoing is concluded, and how far has it been dealt with?",
        ),
    ),
    Stage(
        "issues",
        Wording(vi="Vấn đề", en="Issues"),
        Wording(
            vi="Nhiều ý kiến cùng nói đến điều gì?",
            en="What do many voices come to?",
        ),
    ),
    Stage(
        "gates",
        Wording(vi="Điều kiện", en="Gates"),
        Wording(vi="Cuộc kiểm điểm này đã được phép bắt đầu chưa?", en="May this review begin?"),
    ),
    Stage(
        "meetings",
        Wording(vi="Hội nghị kiểm điểm", en="Meetings"),
        Wording(
            vi="Đã họp ngày nào, ai chủ trì, biên bản đã ký chưa?",
            en="When did they meet, who chaired, are the minutes signed?",
        ),
    ),
    Stage(
        "findings",
        Wording(vi="Khuyết điểm", en="Findings"),
        Wording(
            vi="Khuyết điểm nào, ở đâu, do đâu, ai chịu trách nhiệm?",
            en="Which shortcoming, where, from what cause, and who is answerable?",
        ),
    ),
    Stage(
        "supervision",
        Wording(vi="Giám sát", en="Supervision"),
        Wording(
            vi="Cuộc kiểm điểm có đạt yêu cầu không, vì sao?",
            en="Did the review meet requirements, and why?",
        ),
    ),
    Stage(
        "remediation",
        Wording(vi="Khắc phục", en="Remediation"),
        Wording(
            vi="Sửa việc gì, ai làm, đến ngày nào, đã có kết quả chưa?",
            en="What is being put right, by whom, by when, and is it done?",
        ),
    ),
    Stage(
        "search",
        Wording(vi="Tìm kiếm", en="Search"),
        Wording(
            vi="Điều ấy được ghi ở đâu?",
            en="Where does it stand written?",
        ),
    ),
    Stage(
        "figures",
        Wording(vi="Số liệu", en="Figures"),
        Wording(
            vi="Đến ngày ấy có bao nhiêu, và từ những dòng nào mà ra?",
            en="How many as of that day, and from which rows?",
        ),
    ),
    Stage(
        "reports",
        Wording(vi="Báo cáo", en="Reports"),
        Wording(
            vi="Viết thành văn bản thế nào để số nào cũng truy được?",
            en="How is it written so that every number can be followed?",
        ),
    ),
    Stage(
        "board",
        Wording(vi="Bảng công khai", en="Public board"),
        Wording(
            vi="Người dân được xem những gì, tính bằng cách nào?",
            en="What may the public see, and how was it counted?",
        ),
    ),
    Stage(
        "desk",
        Wording(vi="Bàn làm việc", en="Desk"),
        Wording(vi="Hôm nay tôi phải làm gì?", en="What is mine to do today?"),
    ),
    Stage(
        "exchange",
        Wording(vi="Trao đổi dữ liệu", en="Exchange"),
        Wording(
            vi="Sổ bảng của cơ quan đưa vào có đúng không, sai ở ô nào?",
            en="Can the office's workbooks be taken in, and which cell is wrong?",
        ),
    ),
    Stage(
        "site",
        Wording(vi="Trang và lệnh", en="Site"),
        Wording(
            vi="Mở chương trình ở đâu, gõ lệnh nào?",
            en="Where does one open it, and which command does one type?",
        ),
    ),
)


def rooms() -> tuple[str, ...]:
    """The names of all rooms, in the order of the process."""
    return tuple(stage.room for stage in STAGES)


def installed_apps() -> tuple[str, ...]:
    """The rooms that Django installs, as settings list them: "tusoi.ledger" …"""
    return tuple(f"tusoi.{stage.room}" for stage in STAGES if stage.is_app)


def map_lines(lang: str = "en") -> tuple[str, ...]:
    """The first half of `docs/map.md`: one numbered line per room with its title and question."""
    return tuple(
        f"{place}. `{stage.room}` **{stage.title.in_(lang)}**: {stage.question.in_(lang)}"
        for place, stage in enumerate(STAGES, start=1)
    )
