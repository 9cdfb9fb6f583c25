"""Nobody acts for the organisation on a case of one's own, nor on one of the collective one sits in."""

from datetime import date

from tusoi.discipline.rules.case_file import CaseFile, Proposed, Step
from tusoi.discipline.rules.examples import NOTICED, OPENED, case
from tusoi.discipline.rules.forms import Subject
from tusoi.discipline.rules.levels import Mark
from tusoi.discipline.rules.rule import CaseRule, Example, Slots
from tusoi.values.wording import Wording


def is_own(file: CaseFile, persons: frozenset[str], collectives: frozenset[str]) -> bool:
    """Whether a case concerns one of those persons, or an organisation whose collective is among those."""
    if file.subject is Subject.ORGANISATION:
        return file.unit in collectives
    return bool(file.person) and file.person in persons


def judge(file: CaseFile, proposed: Proposed) -> Slots | None:
    """The case's code where it is the asker's own."""
    own = is_own(file, proposed.persons, proposed.collectives)
    return {"case": file.code} if own else None


_DAY = date(2013, 1, 20)

RULES = (
    CaseRule(
        code="D1",
        name=Wording(vi="Không ai xử lý việc của mình", en="Nobody handles a case of their own"),
        source=Wording(
            vi="Quy tắc xung đột lợi ích COI-4 của phần mềm: không ai quyết định vụ việc, khiếu nại của chính mình.",
            en="Conflict-of-interest rule COI-4 of this software: nobody decides on their own case or appeal.",
        ),
        mark=Mark.OURS,
        steps=frozenset(Step) - {Step.REPLY, Step.APPEAL},
        sentence=Wording(
            vi="Vụ việc {case} là việc của chính bạn hoặc của tập thể bạn tham gia, nên bạn không được xử lý; hãy để người khác của cơ quan có thẩm quyền làm.",
            en="Case {case} is your own, or of the collective you sit in, so you may not handle it; leave it to somebody else of the competent body.",
        ),
        judge=judge,
        examples=(
            Example(
                Wording(vi="Người khác xử lý", en="Somebody else acts"),
                OPENED,
                Proposed(Step.DECIDE, _DAY, persons=frozenset({"UBKT-03"})),
                passes=True,
            ),
            Example(
                Wording(vi="Người bị xem xét tự quyết định", en="The subject decides"),
                OPENED,
                Proposed(Step.DECIDE, _DAY, persons=frozenset({"A01-02"})),
                passes=False,
            ),
            Example(
                Wording(
                    vi="Thành viên tập thể biểu quyết về chính tập thể ấy",
                    en="A member of a collective votes on that very collective",
                ),
                case(subject=Subject.ORGANISATION, post="", person=""),
                Proposed(Step.VOTE, _DAY, collectives=frozenset({"A01"})),
                passes=False,
            ),
            Example(
                Wording(vi="Người bị xem xét trả lời", en="The subject replies"),
                NOTICED,
                Proposed(Step.REPLY, _DAY, persons=frozenset({"A01-02"})),
                passes=True,
            ),
        ),
    ),
)
