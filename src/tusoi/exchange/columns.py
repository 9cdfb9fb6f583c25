"""Every workbook and column of a campaign folder, declared once.

Reader, checks, blank workbooks, schema and `docs/campaign-folder.md` come from here. To add a
column: declare it, then use its key in `tell.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tusoi.values.wording import Wording


class Kind(StrEnum):
    """What a cell of a column holds."""

    CODE = "code"
    CODES = "codes"
    POST = "post"
    POSTS = "posts"
    DAY = "day"
    DAYS = "days"
    WORD = "word"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its headings, what a cell holds, whether it must be filled, and a sentence of help.

    `words` maps a code to the word written in the cell. A column with `per_criterion` stands once for
    every criterion of the campaign's guidance set; `{n}` in its heading is the criterion's number.
    """

    key: str
    heading: Wording
    kind: Kind
    help: Wording
    required: bool = False
    words: Mapping[str, Wording] = field(default_factory=dict)
    per_criterion: bool = False
    example: str | int = ""
    may_be_absent: bool = False
    """Whether a workbook may do without this heading."""
    may_lie_ahead: bool = False
    """Whether a day of this column may lie after the return's `as_of`: a due day, not a thing done."""
    longest: int = 2_000
    """How many characters a text may have."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One workbook: data on its first sheet, headings in row 1. `row_key` names the columns that tell rows apart."""

    file: str
    title: Wording
    help: Wording
    columns: tuple[Column, ...]
    row_key: tuple[str, ...]
    required: bool = False
    several_rows_per_key: bool = False

    def column(self, key: str) -> Column:
        """The column of that key."""
        return next(column for column in self.columns if column.key == key)


ORIGINS = {
    "record": Wording(vi="văn bản", en="record"),
    "derived": Wording(vi="suy ra", en="derived"),
    "reconstruction": Wording(vi="dựng lại", en="reconstruction"),
}
RANKS = {
    "head": Wording(vi="người đứng đầu", en="head"),
    "leader": Wording(vi="lãnh đạo", en="leader"),
    "member": Wording(vi="thành viên", en="member"),
}
YES_NO = {"yes": Wording(vi="có", en="yes"), "no": Wording(vi="không", en="no")}
CAUSES = {
    "objective": Wording(vi="khách quan", en="objective"),
    "subjective": Wording(vi="chủ quan", en="subjective"),
    "both": Wording(vi="cả hai", en="both"),
}
VERDICTS = {
    "meets": Wording(vi="đạt yêu cầu", en="meets"),
    "basically_meets": Wording(vi="cơ bản đạt yêu cầu", en="basically meets"),
    "redo": Wording(vi="kiểm điểm lại", en="redo"),
}
SUBJECTS = {
    "organisation": Wording(vi="tổ chức", en="organisation"),
    "member": Wording(vi="đảng viên", en="member"),
    "person": Wording(vi="cá nhân", en="person"),
}
PHASES = {
    "before": Wording(vi="trước kiểm điểm", en="before"),
    "through": Wording(vi="qua kiểm điểm", en="through"),
}
ROW_KINDS = {
    "group": Wording(vi="nhóm giải pháp", en="solution group"),
    "item": Wording(vi="việc", en="item"),
}
WITHDRAWN = {"withdrawn": Wording(vi="rút lại", en="withdrawn")}


def _column(
    key: str,
    vi: str,
    en: str,
    kind: Kind,
    help_vi: str,
    help_en: str,
    *,
    required: bool = False,
    words: Mapping[str, Wording] | None = None,
    per_criterion: bool = False,
    example: str | int = "",
    may_be_absent: bool = False,
    may_lie_ahead: bool = False,
    longest: int = 2_000,
) -> Column:
    return Column(
        key=key,
        heading=Wording(vi=vi, en=en),
        kind=kind,
        help=Wording(vi=help_vi, en=help_en),
        required=required,
        words=words or {},
        per_criterion=per_criterion,
        example=example,
        may_be_absent=may_be_absent,
        may_lie_ahead=may_lie_ahead,
        longest=longest,
    )


def _closing() -> tuple[Column, ...]:
    """The three columns that close every sheet: where the row comes from, what it cites, whether it is withdrawn."""
    return (
        _column(
            "origin",
            "Nguồn",
            "Origin",
            Kind.WORD,
            "Dòng này lấy từ đâu: văn bản ghi, suy ra từ văn bản, hay dựng lại để minh họa.",
            "Where the row comes from: stated by a record, derived from one, or reconstructed.",
            required=True,
            words=ORIGINS,
            example="văn bản",
        ),
        _column(
            "citation",
            "Trích dẫn",
            "Citation",
            Kind.TEXT,
            "Số hiệu, ngày của văn bản được dẫn, nếu có.",
            "Number and day of the document cited, if any.",
            may_be_absent=True,
            longest=400,
        ),
        _column(
            "withdrawn",
            "Rút lại",
            "Withdrawn",
            Kind.WORD,
            "Ghi “rút lại” khi dòng đã báo trước đây không còn đúng và không có gì thay thế.",
            "Write “withdrawn” when a row told earlier no longer holds and nothing takes its place.",
            words=WITHDRAWN,
            may_be_absent=True,
        ),
    )


UNITS = Sheet(
    file="don-vi.xlsx",
    title=Wording(vi="Đơn vị", en="Units"),
    help=Wording(
        vi="Mỗi đơn vị một dòng cho mỗi quãng thời gian tên, khối, cấp trên của nó không đổi; các dòng của một mã không được chồng ngày.",
        en="One row per unit for each stretch of days in which its name, block and parent stand; rows of one code may not overlap.",
    ),
    columns=(
        _column(
            "unit",
            "Mã đơn vị",
            "Unit code",
            Kind.CODE,
            "Mã ngắn, không dấu cách, không đổi qua các đợt.",
            "A short code without spaces that never changes.",
            required=True,
            example="A01",
        ),
        _column(
            "name",
            "Tên đơn vị",
            "Unit name",
            Kind.TEXT,
            "Tên đầy đủ của đơn vị.",
            "The unit's full name.",
            required=True,
            example="Đơn vị A01",
            longest=300,
        ),
        _column(
            "kind",
            "Loại hình",
            "Kind",
            Kind.TEXT,
            "Loại hình tổ chức, viết như cơ quan vẫn dùng.",
            "The kind of organisation, in the office's own words.",
            example="quận ủy",
            longest=200,
        ),
        _column(
            "block",
            "Khối",
            "Block",
            Kind.CODE,
            "Mã khối khai trong dot-kiem-diem.toml; để trống nếu đơn vị không thuộc diện kiểm điểm đợt này.",
            "Code of a block of dot-kiem-diem.toml; empty if the unit owes no review in this campaign.",
            example="A",
        ),
        _column(
            "parent",
            "Mã cấp trên",
            "Parent code",
            Kind.CODE,
            "Mã của đơn vị cấp trên trực tiếp; để trống ở cấp cao nhất.",
            "Code of the unit directly above; empty at the top.",
            example="TU",
        ),
        _column(
            "since",
            "Từ ngày",
            "From",
            Kind.DAY,
            "Ngày đầu tiên dòng này có hiệu lực; để trống nếu có từ trước.",
            "First day on which this row holds; empty if it always has.",
            may_lie_ahead=True,
        ),
        _column(
            "until",
            "Đến ngày",
            "To",
            Kind.DAY,
            "Ngày cuối cùng dòng này có hiệu lực; để trống nếu vẫn còn.",
            "Last day on which this row holds; empty if it still does.",
            may_lie_ahead=True,
        ),
        *_closing(),
    ),
    row_key=("unit",),
    required=True,
    several_rows_per_key=True,
)

PEOPLE = Sheet(
    file="nhan-su.xlsx",
    title=Wording(vi="Nhân sự", en="Posts"),
    help=Wording(
        vi="Chức vụ và mã người giữ. Không cần họ tên; người đứng đầu và lãnh đạo là những người phải kiểm điểm cá nhân.",
        en="Posts and the code of who holds them. Names are never needed; the head and the leaders owe a review of their own.",
    ),
    columns=(
        _column(
            "unit",
            "Mã đơn vị",
            "Unit code",
            Kind.CODE,
            "Đơn vị có chức vụ này.",
            "The unit that has the post.",
            required=True,
            example="A01",
        ),
        _column(
            "post",
            "Mã chức vụ",
            "Post code",
            Kind.CODE,
            "Mã chức vụ trong đơn vị, ví dụ BT, PBT1.",
            "The post's code within the unit, such as BT, PBT1.",
            required=True,
            example="BT",
        ),
        _column(
            "title",
            "Chức vụ",
            "Post title",
            Kind.TEXT,
            "Tên chức vụ.",
            "The post's title.",
            required=True,
            example="Bí thư",
            longest=200,
        ),
        _column(
            "rank",
            "Vai trò",
            "Role",
            Kind.WORD,
            "Người đứng đầu, lãnh đạo (phải kiểm điểm cá nhân) hay thành viên.",
            "Head, leader (both owe a review) or member.",
            required=True,
            words=RANKS,
            example="người đứng đầu",
        ),
        _column(
            "holder",
            "Mã người giữ",
            "Holder code",
            Kind.CODE,
            "Mã riêng của người giữ chức vụ; để trống nếu không nêu.",
            "The holder's own code; empty if not stated.",
            example="A01-01",
        ),
        _column(
            "holder_name",
            "Họ và tên",
            "Name",
            Kind.TEXT,
            "Không bắt buộc và không nơi nào cần đến.",
            "Optional, and needed nowhere.",
            may_be_absent=True,
            longest=200,
        ),
        _column(
            "since",
            "Từ ngày",
            "From",
            Kind.DAY,
            "Ngày bắt đầu giữ chức vụ; để trống nếu có từ trước.",
            "First day in the post; empty if always.",
            may_lie_ahead=True,
        ),
        _column(
            "until",
            "Đến ngày",
            "To",
            Kind.DAY,
            "Ngày cuối cùng giữ chức vụ; để trống nếu vẫn còn.",
            "Last day in the post; empty if still held.",
            may_lie_ahead=True,
        ),
        *_closing(),
    ),
    row_key=("unit", "post"),
    several_rows_per_key=True,
)

GROUPS = Sheet(
    file="to-cong-tac.xlsx",
    title=Wording(vi="Tổ công tác", en="Working groups"),
    help=Wording(
        vi="Mỗi tổ một dòng: tổ trưởng, thành viên (theo chức vụ) và các đơn vị được giao.",
        en="One row per group: its leader and members by post, and the units it is given.",
    ),
    columns=(
        _column(
            "group",
            "Mã tổ",
            "Group code",
            Kind.CODE,
            "Mã của tổ công tác.",
            "The group's code.",
            required=True,
            example="T01",
        ),
        _column(
            "leader",
            "Tổ trưởng",
            "Leader's post",
            Kind.POST,
            "Chức vụ của tổ trưởng, viết mã đơn vị/mã chức vụ.",
            "The leader's post, written unit code/post code.",
            required=True,
            example="TU/UV01",
        ),
        _column(
            "members",
            "Thành viên",
            "Members' posts",
            Kind.POSTS,
            "Chức vụ các thành viên, cách nhau bằng dấu chấm phẩy.",
            "Members' posts, parted by semicolons.",
            example="TU/CV01",
        ),
        _column(
            "units",
            "Đơn vị được giao",
            "Units given",
            Kind.CODES,
            "Mã các đơn vị, cách nhau bằng dấu chấm phẩy.",
            "Codes of the units, parted by semicolons.",
            required=True,
            example="A01; A02; A03",
        ),
        _column(
            "given_on",
            "Ngày giao",
            "Given on",
            Kind.DAY,
            "Ngày giao đơn vị cho tổ.",
            "Day on which the units were given.",
            example="16/10/2012",
        ),
        *_closing(),
    ),
    row_key=("group",),
)

TOPICS = Sheet(
    file="goi-y.xlsx",
    title=Wording(vi="Gợi ý kiểm điểm", en="Suggested topics"),
    help=Wording(
        vi="Nội dung cấp trên gợi ý cho tập thể hoặc cá nhân kiểm điểm, và lời giải trình đã trả lời ra sao.",
        en="Topics the superior suggested to a collective or a person, and how the explanation answered.",
    ),
    columns=(
        _column(
            "topic_code",
            "Mã gợi ý",
            "Topic code",
            Kind.CODE,
            "Mã riêng của mỗi gợi ý.",
            "A code of its own for each suggestion.",
            required=True,
            example="GY01",
        ),
        _column(
            "unit",
            "Mã đơn vị",
            "Unit code",
            Kind.CODE,
            "Đơn vị được gợi ý.",
            "The unit it is suggested to.",
            required=True,
            example="A05",
        ),
        _column(
            "post",
            "Mã chức vụ",
            "Post code",
            Kind.CODE,
            "Chức vụ của người được gợi ý; để trống nếu gợi ý cho tập thể.",
            "The post of the person; empty for the collective.",
        ),
        _column(
            "topic",
            "Nội dung gợi ý",
            "Topic",
            Kind.TEXT,
            "Nội dung cần kiểm điểm, viết ngắn và cụ thể.",
            "What is to be reviewed, short and concrete.",
            required=True,
            example="Quản lý đất công, trật tự xây dựng",
        ),
        _column(
            "deep",
            "Kiểm điểm sâu",
            "Deep review",
            Kind.WORD,
            "Có, nếu đây là gợi ý kiểm điểm sâu.",
            "Yes if a review in depth is asked for.",
            words=YES_NO,
            example="có",
        ),
        _column(
            "suggested_by",
            "Cơ quan gợi ý",
            "Suggested by",
            Kind.CODE,
            "Mã cơ quan gợi ý khai trong dot-kiem-diem.toml.",
            "Code of a body of dot-kiem-diem.toml.",
            example="standing_committee",
        ),
        _column(
            "suggested_on",
            "Ngày gợi ý",
            "Suggested on",
            Kind.DAY,
            "Ngày gợi ý.",
            "Day of the suggestion.",
            example="28/09/2012",
        ),
        _column(
            "due",
            "Hạn trả lời",
            "Reply due",
            Kind.DAY,
            "Ngày phải giải trình xong.",
            "Day by which it is to be answered.",
            may_lie_ahead=True,
            example="15/11/2012",
        ),
        _column(
            "answered_on",
            "Ngày giải trình",
            "Answered on",
            Kind.DAY,
            "Ngày báo cáo giải trình trả lời nội dung này.",
            "Day on which the explanation answered it.",
            example="01/11/2012",
        ),
        _column(
            "cause",
            "Nguyên nhân nêu",
            "Cause given",
            Kind.WORD,
            "Nguyên nhân lời giải trình nêu: khách quan, chủ quan hay cả hai.",
            "The cause the explanation gives.",
            words=CAUSES,
            example="chủ quan",
        ),
        _column(
            "owner",
            "Chức vụ chịu trách nhiệm",
            "Answerable post",
            Kind.POST,
            "Chức vụ mà lời giải trình nêu là chịu trách nhiệm.",
            "The post the explanation names as answerable.",
            example="PBT",
        ),
        *_closing(),
    ),
    row_key=("topic_code",),
)

OPINIONS = Sheet(
    file="gop-y.xlsx",
    title=Wording(vi="Góp ý", en="Opinions"),
    help=Wording(
        vi="Việc lấy ý kiến có tổ chức: mời ai, bao nhiêu nơi trả lời, rút ra mấy vấn đề. Không ghi nội dung ý kiến ở đây.",
        en="Opinions asked for: who was invited, how many answered, how many issues came of it. No opinion's text belongs here.",
    ),
    columns=(
        _column(
            "opinion_code",
            "Mã lượt lấy ý kiến",
            "Round code",
            Kind.CODE,
            "Mã riêng của mỗi dòng.",
            "A code of its own for each row.",
            required=True,
            example="YK01",
        ),
        _column(
            "unit",
            "Mã đơn vị",
            "Unit code",
            Kind.CODE,
            "Đơn vị được góp ý; để trống nếu lấy ý kiến chung cho cả đợt.",
            "The unit it is about; empty for the whole campaign.",
            example="A05",
        ),
        _column(
            "giver",
            "Thành phần góp ý",
            "Kind of giver",
            Kind.TEXT,
            "Ai được mời góp ý.",
            "Who was invited.",
            required=True,
            example="chi bộ trực thuộc",
            longest=200,
        ),
        _column(
            "about",
            "Góp ý về",
            "About",
            Kind.WORD,
            "Về tập thể hay về cá nhân.",
            "About the collective or about persons.",
            words={
                "collective": Wording(vi="tập thể", en="collective"),
                "persons": Wording(vi="cá nhân", en="persons"),
            },
            example="tập thể",
        ),
        _column(
            "invited",
            "Số được mời",
            "Invited",
            Kind.NUMBER,
            "Số tập thể, cá nhân được mời.",
            "How many were invited.",
            required=True,
            example=36,
        ),
        _column(
            "answered",
            "Số đã góp ý",
            "Answered",
            Kind.NUMBER,
            "Số tập thể, cá nhân đã góp ý.",
            "How many answered.",
            required=True,
            example=36,
        ),
        _column(
            "issues",
            "Số vấn đề rút ra",
            "Issues distilled",
            Kind.NUMBER,
            "Số vấn đề cần tiếp thu, giải trình rút ra từ các ý kiến.",
            "How many issues to accept or explain came of them.",
            example=6,
        ),
        _column(
            "closed_on",
            "Ngày kết thúc",
            "Closed on",
            Kind.DAY,
            "Ngày kết thúc lấy ý kiến.",
            "Day on which the asking closed.",
            example="12/10/2012",
        ),
        *_closing(),
    ),
    row_key=("opinion_code",),
)

REVIEWS = Sheet(
    file="kiem-diem.xlsx",
    title=Wording(vi="Kiểm điểm", en="Reviews"),
    help=Wording(
        vi="Mỗi tập thể một dòng, mỗi lãnh đạo một dòng. Ô trống nghĩa là việc đó chưa có; “chưa nêu” nghĩa là đã có nhưng hồ sơ không ghi ngày.",
        en="One row per collective and one per leader. An empty cell means it has not happened; “not stated” means it has, but the record does not give the day.",
    ),
    columns=(
        _column(
            "unit",
            "Mã đơn vị",
            "Unit code",
            Kind.CODE,
            "Đơn vị kiểm điểm.",
            "The unit under review.",
            required=True,
            example="A01",
        ),
        _column(
            "post",
            "Mã chức vụ",
            "Post code",
            Kind.CODE,
            "Chức vụ của người kiểm điểm; để trống ở dòng của tập thể.",
            "The leader's post; empty on the collective's row.",
        ),
        _column(
            "prepared",
            "Ngày chuẩn bị xong",
            "Prepared on",
            Kind.DAY,
            "Ngày bản tự kiểm điểm hoàn thành.",
            "Day on which the self-review was ready.",
            example="29/10/2012",
        ),
        _column(
            "sessions",
            "Các ngày kiểm điểm",
            "Sessions held on",
            Kind.DAYS,
            "Ngày (hoặc các ngày, cách nhau bằng dấu chấm phẩy) họp kiểm điểm.",
            "The day, or days parted by semicolons, of the review meeting.",
            example="07/11/2012; 08/11/2012",
        ),
        _column(
            "redo_sessions",
            "Các ngày kiểm điểm lại",
            "Redo sessions on",
            Kind.DAYS,
            "Các ngày họp kiểm điểm lại, nếu bị yêu cầu.",
            "Days of the repeated review, if one was required.",
            may_be_absent=True,
        ),
        _column(
            "chair",
            "Chủ trì",
            "Chaired by",
            Kind.POST,
            "Chức vụ người chủ trì (BT, hoặc mã đơn vị/mã chức vụ nếu ở nơi khác đến).",
            "The chair's post (BT, or unit code/post code when from elsewhere).",
            example="BT",
        ),
        _column(
            "redo_chair",
            "Chủ trì kiểm điểm lại",
            "Redo chaired by",
            Kind.POST,
            "Chức vụ người chủ trì kiểm điểm lại; để trống nếu vẫn người trước.",
            "The post that chaired the repeated review; empty if the same.",
            may_be_absent=True,
        ),
        _column(
            "minutes",
            "Ngày ký biên bản",
            "Minutes signed on",
            Kind.DAY,
            "Ngày biên bản được ký.",
            "Day on which the minutes were signed.",
            example="10/11/2012",
        ),
        _column(
            "group_attended",
            "Ngày tổ công tác dự",
            "Group attended on",
            Kind.DAY,
            "Ngày tổ công tác dự họp.",
            "Day on which the working group attended.",
            example="07/11/2012",
        ),
        _column(
            "waiting_for",
            "Chờ kết luận của",
            "Waiting for",
            Kind.TEXT,
            "Cơ quan mà đơn vị đang chờ kết luận.",
            "Whose conclusion the unit waits for.",
            longest=300,
        ),
        _column(
            "waiting_since",
            "Chờ từ ngày",
            "Waiting since",
            Kind.DAY,
            "Ngày bắt đầu chờ.",
            "Day on which the waiting began.",
        ),
        _column(
            "inspection_concluded",
            "Ngày thanh tra kết luận",
            "Inspectorate concluded on",
            Kind.DAY,
            "Ngày có kết luận thanh tra.",
            "Day of the inspectorate's conclusion.",
        ),
        _column(
            "responsibilities_settled",
            "Ngày rõ trách nhiệm cá nhân",
            "Responsibilities settled on",
            Kind.DAY,
            "Ngày làm rõ trách nhiệm từng cá nhân.",
            "Day on which each person's responsibility was settled.",
        ),
        _column(
            "reason",
            "Lý do chưa kiểm điểm",
            "Reason not reviewed",
            Kind.TEXT,
            "Vì sao chưa kiểm điểm.",
            "Why there has been no review yet.",
        ),
        _column(
            "next_look",
            "Ngày xem lại",
            "Next look on",
            Kind.DAY,
            "Ngày phải xem lại việc này.",
            "Day on which somebody must look again.",
            may_lie_ahead=True,
        ),
        _column(
            "verdict",
            "Kết luận của tổ",
            "Verdict",
            Kind.WORD,
            "Kết luận của tổ công tác về chất lượng kiểm điểm.",
            "The group's verdict on the quality of the review.",
            words=VERDICTS,
            example="đạt yêu cầu",
        ),
        _column(
            "verdict_on",
            "Ngày kết luận",
            "Verdict on",
            Kind.DAY,
            "Ngày tổ kết luận.",
            "Day of the verdict.",
            example="16/11/2012",
        ),
        _column(
            "verdict_reason",
            "Lý do kết luận",
            "Verdict's reason",
            Kind.TEXT,
            "Căn cứ của kết luận.",
            "The verdict's reason.",
            example="Chỉ rõ địa chỉ và chức vụ chịu trách nhiệm",
        ),
        _column(
            "redo_verdict",
            "Kết luận kiểm điểm lại",
            "Redo verdict",
            Kind.WORD,
            "Kết luận của tổ sau khi kiểm điểm lại; kết luận lần đầu giữ nguyên ở cột trước.",
            "The group's verdict on the repeated review; the first verdict stays in its own column.",
            words=VERDICTS,
            may_be_absent=True,
        ),
        _column(
            "redo_verdict_on",
            "Ngày kết luận kiểm điểm lại",
            "Redo verdict on",
            Kind.DAY,
            "Ngày tổ kết luận về kiểm điểm lại.",
            "Day of the verdict on the repeated review.",
            may_be_absent=True,
        ),
        _column(
            "redo_verdict_reason",
            "Lý do kết luận kiểm điểm lại",
            "Redo verdict's reason",
            Kind.TEXT,
            "Căn cứ của kết luận về kiểm điểm lại.",
            "The reason of the verdict on the repeated review.",
            may_be_absent=True,
        ),
        _column(
            "sign",
            "Biểu hiện {n}",
            "Sign {n}",
            Kind.WORD,
            "Tổ có thấy biểu hiện số {n} không.",
            "Whether the group saw sign {n}.",
            words=YES_NO,
            per_criterion=True,
        ),
        *_closing(),
    ),
    row_key=("unit", "post"),
    required=True,
)

CASES = Sheet(
    file="ky-luat.xlsx",
    title=Wording(vi="Kỷ luật", en="Discipline"),
    help=Wording(
        vi="Mỗi vụ việc một dòng, theo chức vụ, không cần họ tên. Vụ việc đã kết luận phải được kiểm điểm, xử lý trước khi đơn vị kiểm điểm.",
        en="One row per case, by post, without names. A concluded wrongdoing is reviewed and decided before the unit's own review.",
    ),
    columns=(
        _column(
            "case",
            "Mã vụ việc",
            "Case code",
            Kind.CODE,
            "Mã riêng của vụ việc.",
            "The case's own code.",
            required=True,
            example="KL01",
        ),
        _column(
            "subject",
            "Đối tượng",
            "Subject",
            Kind.WORD,
            "Tổ chức, đảng viên hay cá nhân; “chưa nêu” nếu văn bản không nói.",
            "Organisation, member or person; “not stated” if the record is silent.",
            words=SUBJECTS,
            example="đảng viên",
        ),
        _column(
            "unit",
            "Mã đơn vị",
            "Unit code",
            Kind.CODE,
            "Đơn vị của đối tượng.",
            "The subject's unit.",
            example="A05",
        ),
        _column(
            "post",
            "Mã chức vụ",
            "Post code",
            Kind.CODE,
            "Chức vụ của đối tượng; để trống nếu là tổ chức.",
            "The subject's post; empty for an organisation.",
            example="BT",
        ),
        _column(
            "found",
            "Ngày phát hiện",
            "Found on",
            Kind.DAY,
            "Ngày phát hiện.",
            "Day on which it was found.",
            example="12/09/2012",
        ),
        _column(
            "concluded",
            "Ngày kết luận vi phạm",
            "Concluded on",
            Kind.DAY,
            "Ngày kết luận có vi phạm.",
            "Day on which wrongdoing was concluded.",
            example="28/09/2012",
        ),
        _column(
            "serious",
            "Nghiêm trọng so với cương vị",
            "Serious relative to the office",
            Kind.WORD,
            "Có, nếu cấp có thẩm quyền kết luận là nghiêm trọng so với tư cách người đứng đầu.",
            "Yes if the competent body records it as serious relative to the office held.",
            words=YES_NO,
            example="không",
        ),
        _column(
            "serious_by",
            "Cơ quan xác định",
            "Recorded serious by",
            Kind.CODE,
            "Mã cơ quan xác định mức nghiêm trọng.",
            "Code of the body that recorded it.",
            example="inspection_commission",
        ),
        _column(
            "serious_on",
            "Ngày xác định",
            "Recorded serious on",
            Kind.DAY,
            "Ngày xác định mức nghiêm trọng.",
            "Day on which it was recorded.",
        ),
        _column(
            "reviewed",
            "Ngày kiểm điểm vụ việc",
            "Case reviewed on",
            Kind.DAY,
            "Ngày kiểm điểm riêng về vụ việc.",
            "Day on which the case itself was reviewed.",
            example="08/10/2012",
        ),
        _column(
            "decided",
            "Ngày quyết định",
            "Decided on",
            Kind.DAY,
            "Ngày quyết định kỷ luật.",
            "Day of the disciplinary decision.",
            example="12/10/2012",
        ),
        _column(
            "decided_by",
            "Cơ quan quyết định",
            "Deciding body",
            Kind.CODE,
            "Mã cơ quan quyết định.",
            "Code of the deciding body.",
            example="inspection_commission",
        ),
        _column(
            "form",
            "Hình thức",
            "Form",
            Kind.TEXT,
            "Hình thức kỷ luật.",
            "The form of discipline.",
            example="khiển trách",
            longest=200,
        ),
        _column(
            "out_of_unit",
            "Phát sinh từ kiểm điểm của",
            "Came out of the review of",
            Kind.CODE,
            "Mã đơn vị có cuộc kiểm điểm làm rõ vụ việc.",
            "Code of the unit whose review it came out of.",
        ),
        _column(
            "phase",
            "Trước hay qua kiểm điểm",
            "Before or through",
            Kind.WORD,
            "Như văn bản ghi; nơi đã có ngày thì ngày quyết định.",
            "As the record says; where days are stated they decide.",
            words=PHASES,
            example="trước kiểm điểm",
        ),
        *_closing(),
    ),
    row_key=("case",),
)

FINDINGS = Sheet(
    file="khuyet-diem.xlsx",
    title=Wording(vi="Khuyết điểm", en="Findings"),
    help=Wording(
        vi="Khuyết điểm cuộc kiểm điểm chỉ ra, có địa chỉ và chức vụ chịu trách nhiệm hay không.",
        en="Shortcomings a review found, with or without an address and an answerable post.",
    ),
    columns=(
        _column(
            "finding",
            "Mã khuyết điểm",
            "Finding code",
            Kind.CODE,
            "Mã riêng của khuyết điểm.",
            "The finding's own code.",
            required=True,
            example="KD01",
        ),
        _column(
            "unit",
            "Mã đơn vị",
            "Unit code",
            Kind.CODE,
            "Đơn vị có cuộc kiểm điểm chỉ ra khuyết điểm.",
            "The unit whose review found it.",
            required=True,
            example="A05",
        ),
        _column(
            "post",
            "Mã chức vụ",
            "Post code",
            Kind.CODE,
            "Chức vụ, nếu chỉ ra ở kiểm điểm cá nhân; để trống nếu ở tập thể.",
            "The post if a person's review found it; empty for the collective's.",
        ),
        _column(
            "shortcoming",
            "Khuyết điểm",
            "Shortcoming",
            Kind.TEXT,
            "Khuyết điểm, viết cụ thể.",
            "The shortcoming, concretely.",
            required=True,
            example="Chậm xử lý vi phạm xây dựng",
        ),
        _column(
            "cause",
            "Nguyên nhân",
            "Cause",
            Kind.WORD,
            "Khách quan, chủ quan hay cả hai.",
            "Objective, subjective or both.",
            words=CAUSES,
            example="chủ quan",
        ),
        _column(
            "owner",
            "Chức vụ chịu trách nhiệm",
            "Answerable post",
            Kind.POST,
            "Chức vụ chịu trách nhiệm.",
            "The answerable post.",
            example="PBT",
        ),
        _column(
            "address",
            "Địa chỉ",
            "Address",
            Kind.TEXT,
            "Xảy ra ở đâu: bộ phận, địa bàn, lĩnh vực cụ thể.",
            "Where it occurred: the section, place or field.",
            example="tổ quản lý trật tự xây dựng",
        ),
        _column(
            "topic_code",
            "Mã gợi ý",
            "Topic code",
            Kind.CODE,
            "Gợi ý liên quan, nếu có.",
            "The suggested topic it belongs to, if any.",
            example="GY01",
        ),
        _column(
            "found_on",
            "Ngày chỉ ra",
            "Found on",
            Kind.DAY,
            "Ngày chỉ ra khuyết điểm.",
            "Day on which it was found.",
            example="08/11/2012",
        ),
        *_closing(),
    ),
    row_key=("finding",),
)

REMEDIATION = Sheet(
    file="khac-phuc.xlsx",
    title=Wording(vi="Khắc phục", en="Remediation"),
    help=Wording(
        vi="Nhóm giải pháp và các việc khắc phục: ai làm, bao giờ xong, đo bằng gì, đã đến đâu.",
        en="Solution groups and items: who does it, by when, measured how, and how far it is.",
    ),
    columns=(
        _column(
            "row_kind",
            "Loại dòng",
            "Row kind",
            Kind.WORD,
            "Nhóm giải pháp hay việc.",
            "A solution group or an item.",
            required=True,
            words=ROW_KINDS,
            example="việc",
        ),
        _column(
            "number",
            "Số thứ tự",
            "Number",
            Kind.CODE,
            "Số của nhóm hoặc của việc.",
            "Number of the group or item.",
            required=True,
            example="1",
        ),
        _column(
            "title",
            "Nội dung",
            "Title",
            Kind.TEXT,
            "Nội dung việc phải làm.",
            "What is to be done.",
            required=True,
            example="Xử lý dứt điểm đơn thư tồn đọng",
        ),
        _column(
            "group",
            "Thuộc nhóm",
            "In group",
            Kind.CODE,
            "Số của nhóm giải pháp.",
            "Number of its solution group.",
            example="1",
        ),
        _column(
            "area",
            "Lĩnh vực",
            "Area",
            Kind.TEXT,
            "Lĩnh vực.",
            "The area.",
            example="tiếp công dân",
            longest=300,
        ),
        _column(
            "comes_from",
            "Bắt nguồn từ",
            "Comes from",
            Kind.TEXT,
            "Cuộc kiểm điểm, gợi ý hay vấn đề làm phát sinh việc này.",
            "The review, topic or issue it comes from.",
            example="GY01",
        ),
        _column(
            "owner_unit",
            "Đơn vị chủ trì",
            "Owner unit",
            Kind.CODE,
            "Mã đơn vị chủ trì.",
            "Code of the owner unit.",
            example="B03",
        ),
        _column(
            "owner",
            "Chức vụ chịu trách nhiệm",
            "Answerable post",
            Kind.POST,
            "Chức vụ chịu trách nhiệm.",
            "The answerable post.",
            example="TT",
        ),
        _column(
            "due",
            "Hạn hoàn thành",
            "Due",
            Kind.DAY,
            "Ngày phải hoàn thành.",
            "Day by which it is to be done.",
            may_lie_ahead=True,
            example="30/06/2013",
        ),
        _column(
            "indicator",
            "Chỉ số đo",
            "Indicator",
            Kind.TEXT,
            "Đo kết quả bằng gì.",
            "How the outcome is measured.",
            example="không còn đơn quá hạn",
        ),
        _column(
            "agreed_on",
            "Ngày đề ra",
            "Agreed on",
            Kind.DAY,
            "Ngày đề ra việc này.",
            "Day on which the item was agreed.",
            example="17/12/2012",
        ),
        _column(
            "started_on",
            "Ngày bắt đầu",
            "Started on",
            Kind.DAY,
            "Ngày bắt đầu làm.",
            "Day on which work began.",
            example="02/01/2013",
        ),
        _column(
            "claimed_on",
            "Ngày báo xong",
            "Claimed done on",
            Kind.DAY,
            "Ngày đơn vị báo đã làm xong, có minh chứng.",
            "Day on which the owner claimed it done, with evidence.",
        ),
        _column(
            "verified_on",
            "Ngày xác minh",
            "Verified on",
            Kind.DAY,
            "Ngày nơi độc lập xác minh đã xong.",
            "Day on which someone independent verified it.",
        ),
        *_closing(),
    ),
    row_key=("row_kind", "number"),
)

SHEETS = (
    UNITS,
    PEOPLE,
    GROUPS,
    TOPICS,
    OPINIONS,
    REVIEWS,
    CASES,
    FINDINGS,
    REMEDIATION,
)
CAMPAIGN_FILE = "dot-kiem-diem.toml"


def columns_for(sheet: Sheet, criteria: int) -> tuple[Column, ...]:
    """The sheet's columns with each `per_criterion` column repeated for criteria 1 to `criteria`."""
    expanded: list[Column] = []
    for column in sheet.columns:
        numbers = range(1, criteria + 1) if column.per_criterion else (0,)
        expanded.extend(_numbered(column, n) for n in numbers)
    return tuple(expanded)


def _numbered(column: Column, number: int) -> Column:
    if not column.per_criterion:
        return column
    return Column(
        key=f"{column.key}_{number}",
        heading=column.heading.filled(n=number),
        kind=column.kind,
        help=column.help.filled(n=number),
        required=column.required,
        words=column.words,
        per_criterion=True,
    )
