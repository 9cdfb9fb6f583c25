"""One unit's review from held to passed, played in a browser as the cast; what it costs the secretary is counted.

`python -m tests.review_path` plays it once more and writes docs/clerical-cost.md; `test_review_path.py` plays it
with scripts on and off, and in the room with the network cut.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests import chromium
from tests.demonstration import Demonstration, demonstration
from tusoi.meetings.minutes.draft import TO_BE_WRITTEN
from tusoi.values.clock import today

DOCS = Path(__file__).resolve().parent.parent / "docs"
A47 = "/dot/hcmc-2012/don-vi/A47/"
SECRETARY = "thao"
SIZE = {"width": 1280, "height": 900}
SECONDS = {"pages": 8, "clicks": 2, "fields": 2, "typed": 0.35}
"""A page to take in, a click, a field to come to, a character: a practised clerk, not a fast one."""


@dataclass
class Cost:
    """What one step costs whoever does the clerical work: pages opened, clicks, fields typed and their characters."""

    pages: int = 0
    clicks: int = 0
    fields: int = 0
    typed: int = 0

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(
            self.pages + other.pages,
            self.clicks + other.clicks,
            self.fields + other.fields,
            self.typed + other.typed,
        )


@dataclass
class Play:
    """The browser as it goes from step to step; whoever acts goes in through the start page."""

    browser: Browser
    shown: Demonstration
    scripts: bool
    cut: bool = False
    page: Page | None = None
    who: str = ""
    step: str = ""
    cost: dict[str, Cost] = field(default_factory=dict)
    drawn: int = 0
    """Characters of the minutes that the program drew from the record, which nobody typed."""
    complaints: list[str] = field(default_factory=list)
    look: Callable[["Play"], None] | None = None
    """Told of every page that is about to be left, to take its picture."""

    @property
    def now(self) -> Page:
        """The page that is open."""
        assert self.page is not None
        return self.page

    def enter(self, who: str) -> None:
        """Sign in as one of the cast, by the one click anybody has."""
        self.leave()
        if self.page is not None:
            self.page.context.close()
        context = self.browser.new_context(
            viewport=SIZE,  # type: ignore[arg-type]
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            java_script_enabled=self.scripts,
        )
        self.page, self.who = context.new_page(), who
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.goto(self.shown.site)
        self.page.locator(f"form[action='/vao/thu/{who}/'] button").click()

    def open(self, address: str) -> Page:
        """A page of A47's review, by its step on the path."""
        self.leave()
        self._count(pages=1, clicks=1)
        self.now.goto(f"{self.shown.site}{A47}{address}")
        return self.now

    def leave(self) -> None:
        """Look at the page once more before another takes its place."""
        if self.look is not None and self.page is not None:
            self.look(self)

    def click(self, what: str | Locator) -> None:
        """One click, on a button or link by its name, or on something found on the page."""
        self._count(clicks=1)
        found = (
            self.now.get_by_role("button", name=what, exact=True)
            .or_(self.now.get_by_role("link", name=what, exact=True))
            .first
            if isinstance(what, str)
            else what
        )
        found.click()
        self.now.wait_for_load_state()  # what is counted on the page that comes is there

    def fill(self, selector: str, text: str) -> None:
        """Type into a field; one that holds the text already costs nothing."""
        found = self.now.locator(selector)
        if found.input_value() == text:
            return
        self._count(fields=1, typed=len(text))
        found.fill(text)

    def complete(self, selector: str, words: str) -> None:
        """Type where the record left room for the secretary, or at the end; what stands there stays."""
        found = self.now.locator(selector)
        stands = found.input_value()
        self._count(fields=1, typed=len(words))
        found.fill(
            stands.replace(TO_BE_WRITTEN, words)
            if TO_BE_WRITTEN in stands
            else f"{stands}\n{words}"
        )

    def choose(self, selector: str, value: str) -> None:
        """Choose from a list."""
        self._count(clicks=1)
        self.now.locator(selector).select_option(value)

    def check(self, selector: str) -> None:
        """Tick a box, or one of several."""
        self._count(clicks=1)
        self.now.locator(selector).check()

    def sees(self, *texts: str) -> None:
        """Every text stands on the page, to be seen."""
        for text in texts:
            expect(self.now.get_by_text(text).first).to_be_visible()

    def _count(self, **more: int) -> None:
        if self.who == SECRETARY:
            self.cost[self.step] = self.cost.get(self.step, Cost()) + Cost(**more)


def _held(play: Play) -> None:
    """A47 waits for the inspectorate, and the room does not open."""
    play.enter("lan")
    play.open("hop/")
    play.sees("đang chờ")


def _cleared(play: Play) -> None:
    """Dung records the conclusion, and that the head's responsibility is serious; Mai names the deputy to chair."""
    play.enter("dung")
    page = play.open("viec/ket-luan/")
    page.get_by_label("Ngày có kết luận").fill("2013-01-10")
    play.click("Ghi lại")
    page = play.open("viec/trach-nhiem/")
    page.get_by_label("Ngày làm rõ trách nhiệm").fill("2013-01-15")
    page.locator("input[value='A47/BT']").check()
    play.click("Ghi lại")
    play.enter("mai")
    page = play.open("viec/chu-tri/")
    page.get_by_label("Người chủ trì").fill("A47/PBT")
    play.click("Ghi lại")
    play.sees("Xong: Cử người chủ trì")


def _suggested(play: Play) -> None:
    """Mai puts a topic to the collective and one to the deputy."""
    play.enter("mai")
    for post, topic in (("", "Chậm trả lời đơn thư"), ("PBT", "Theo dõi dự án chậm")):
        play.open("goi-y/")
        play.choose("#post", post)
        play.fill("#topic", topic)
        play.click("Gợi ý")
    play.sees("Chậm trả lời đơn thư", "Theo dõi dự án chậm", "chưa giải trình")


def _explained(play: Play) -> None:
    """Thảo explains for the collective, Minh for himself."""
    for who in (SECRETARY, "minh"):
        play.enter(who)
        play.open("goi-y/")
        _explain(play, "Chưa phân công người theo dõi; đã phân công lại từ ngày 1 tháng 2.")


def _explain(play: Play, words: str) -> None:
    """The explanation of the first topic that this reader may explain."""
    play.click(play.now.locator("a.button", has_text="iải trình").first)
    play.leave()
    play.check("#cause_subjective")
    play.choose("#owner", "A47/PBT")
    play.fill("#words", words)
    play.click("Ghi lời giải trình")


def _self_reviews(play: Play) -> None:
    """Thảo writes the collective's self-review and hands it in; Lan and Minh each their own."""
    play.enter(SECRETARY)
    _write(play, "tu-kiem-diem/")
    for who, seat in (("lan", "A47-01"), ("minh", "A47-02")):
        play.enter(who)
        _write(play, f"tu-kiem-diem/{seat}/")


def _write(play: Play, address: str) -> None:
    page = play.open(address)
    play.leave()
    for area in page.locator("form.writing textarea").all():
        play.fill(
            f"#{area.get_attribute('id')}", "Đã tự soi, tự sửa; việc còn lại nêu ở mục biện pháp."
        )
    play.click("Lưu và nộp")
    play.sees("đã nộp")


def _gates(play: Play) -> None:
    """All gates are open."""
    play.enter(SECRETARY)
    play.open("dieu-kien/")
    expect(play.now.locator(".refusal")).to_have_count(0)


def _room(play: Play) -> None:
    """Thảo keeps the room: one absent, the others there, the collective, then the head first; then it is closed."""
    play.enter(SECRETARY)
    play.open("hop/")
    play.leave()
    play.fill("#chair", "A47/PBT")
    play.fill("#secretary", "Thảo")
    play.click("Mở phòng họp")
    absent = play.now.locator("#attendance [data-post='A47/UV9']")
    play.click(absent.locator("summary"))
    play.click(absent.locator("button[name=away]"))
    expect(absent.locator("[data-there-word]")).to_have_text("vắng")
    play.click(play.now.locator("button[name=all_there]"))
    expect(play.now.locator("[data-count=present]")).to_have_text("10")
    play.choose("#topic", play.now.locator("#topic option").nth(1).get_attribute("value") or "")
    for post in ("PBT", "BT", "UV1", "UV2", "UV3"):
        _speaks(play, post)
    _move(play, "A47/BT")
    play.leave()
    if play.cut:
        play.now.context.set_offline(True)
    play.check("input[name=how][value=called_on]")
    for post in ("UV4", "UV5", "UV6", "UV7"):
        _speaks(play, post)
    if play.cut:
        play.sees("Mất mạng.")
        play.now.context.set_offline(False)
        play.sees("Đã gửi hết")
        play.now.reload()
    expect(play.now.locator("[data-count=spoke]")).to_have_text("9")
    _move(play, "A47/PBT")
    _all_sent(play)
    play.click(play.now.locator("#closing button[name=close]"))
    play.sees("9/11")


def _all_sent(play: Play) -> None:
    """With scripts what was tapped is sent in the background; whoever goes on before that is told to wait."""
    if play.scripts:
        expect(play.now.locator("#line-text")).to_have_text("Đã gửi hết; mọi mục đã được lưu.")


def _speaks(play: Play, post: str) -> None:
    said = play.now.locator("#said li")
    before = said.count()
    play.click(play.now.locator(f"#speech button[value='A47/{post}']"))
    expect(said).to_have_count(before + 1)


def _move(play: Play, post: str) -> None:
    play.click(play.now.locator(f"#agenda-form button[name=move][value='{post}']"))
    moved = play.now.locator("#agenda-form > ol > li", has_text=post).locator(
        ".tag", has_text="kiểm điểm"
    )
    expect(moved.first).to_be_visible()
    expect(play.now.locator("#now")).to_contain_text(post)


def _minutes(play: Play) -> None:
    """Thảo draws the minutes and fills what was left open; Lan asks for a correction and it is taken in; four sign."""
    play.enter(SECRETARY)
    play.open("bien-ban/")
    play.click("Lập dự thảo từ hồ sơ buổi họp")
    play.drawn = len(play.now.locator(".columns.minutes > div").first.inner_text())
    _fill_what_is_open(play, "bien-ban/")
    play.enter("lan")
    play.open("bien-ban/")
    play.click(play.now.locator("summary", has_text="Đề nghị sửa một mục"))
    play.fill("#correction-words", "Ghi rõ: phân công lại từ ngày 1 tháng 2.")
    play.click("Gửi đề nghị")
    play.enter(SECRETARY)
    play.open("bien-ban/")
    play.click("Tiếp thu: viết lại mục này")
    play.complete("#text", "Phân công lại từ ngày 1 tháng 2.")
    play.click("Ghi thành bản mới")
    for who in ("minh", SECRETARY, "hien", "lan"):
        play.enter(who)
        play.open("bien-ban/")
        play.click(play.now.locator("button", has_text="Tôi đã đọc và ký").first)
    play.sees("đã ký")
    expect(play.now.locator("form input[value=ky]")).to_have_count(0)


def _fill_what_is_open(play: Play, address: str) -> None:
    """Every section of the draft that the record leaves open."""
    while (link := play.now.locator("li:has(.tag.bad) a")).count():
        play.click(link.first)
        play.leave()
        place = "opening" in play.now.url
        play.complete(
            "#text", "Hội trường cơ quan." if place else "Hội nghị thống nhất như tổng hợp ở trên."
        )
        play.click("Ghi thành bản mới")


def _finding(play: Play, *, shortcoming: str) -> None:
    play.fill("#shortcoming", shortcoming)
    play.choose("#cause", "subjective")
    play.choose("#owner", "A47/PBT")
    play.fill("#address", "bộ phận tiếp dân")
    play.click("Ghi khuyết điểm")
    play.sees("Mọi khuyết điểm đều có địa chỉ")


def _found(play: Play) -> None:
    """Thảo records what the meeting found, before the minutes are signed: what, why, who, where."""
    play.enter(SECRETARY)
    play.open("khuyet-diem/")
    _finding(play, shortcoming="Để tồn đơn thư quá hạn")


def _judge(play: Play, verdict: str, *, seen: int = 0, parts: tuple[str, ...] = ()) -> None:
    page = play.open("giam-sat/")
    play.leave()
    signs = page.locator("details.sign").count()
    for number in range(1, signs + 1):
        play.check(f"#sign_{number}_{'seen' if number == seen else 'not_seen'}")
    if seen:
        evidence = page.locator("details.sign").nth(seen - 1).locator("details.evidence")
        if evidence.get_attribute("open") is None:
            play.click(evidence.locator("summary"))
        play.fill(f"#quote_{seen}", "Chưa phân công người theo dõi")
        page.locator(f"#whence_{seen}").select_option(index=1)
    for about in ("content", "procedure", "quality", "whole"):
        play.check(f"#judged_{about}_{verdict}")
        play.fill(f"#words_{about}", "Theo hồ sơ và biên bản.")
    for part in parts:
        play.check(f"#part_{part}")
    play.click("Ghi kết luận của tổ")
    expect(play.now.locator(".fault, .refusal")).to_have_count(0)


def _redo(play: Play) -> None:
    """Tuấn's group asks for two parts again, and for no other; Lan replies."""
    play.enter("tuan")
    _judge(play, "redo", seen=3, parts=("explanations", "findings"))
    play.enter("lan")
    play.open("giam-sat/")
    play.click("Trả lời kết luận")
    play.leave()
    play.fill("textarea", "Đơn vị tiếp thu, làm lại hai phần.")
    play.click(play.now.locator("main form.form button[type=submit]").first)


def _redone(play: Play) -> None:
    """Thảo explains again and names one more finding; no other part opens."""
    play.enter(SECRETARY)
    play.open("goi-y/")
    _explain(play, "Trách nhiệm trước hết là của Phó Bí thư phụ trách, không phải do cơ chế.")
    play.open("goi-y/")
    play.click("Đã giải trình lại xong")
    play.open("khuyet-diem/")
    _finding(play, shortcoming="Không kiểm tra việc trả lời đơn thư")
    play.open("tu-kiem-diem/")
    expect(play.now.locator("form.writing")).to_have_count(0)


def _passes(play: Play) -> None:
    """Judged again, the review meets requirements."""
    play.enter("tuan")
    _judge(play, "meets")
    play.open("")
    play.sees("đạt yêu cầu")


def _remedy(play: Play) -> None:
    """Thảo makes the remedy plan, and the collective adopts it."""
    play.enter(SECRETARY)
    play.open("khac-phuc/")
    play.leave()
    play.fill("#title", "Trả lời hết đơn thư tồn; giao ban hằng tuần về đơn thư")
    play.choose("#owner", "A47/PBT")
    play.fill("#due", f"{today() + timedelta(days=120)}")
    play.now.locator("#finding_code").select_option(index=1)
    play.click("Thêm việc")
    play.fill("#adopted_on", play.now.locator("#adopted_on").input_value() or f"{today()}")
    play.click("Ghi ngày thông qua")
    play.sees("đã thông qua")


@dataclass(frozen=True)
class Step:
    """One step of the path, and what it is called."""

    vi: str
    en: str
    play: Callable[[Play], None]


STEPS = (
    Step("chờ thanh tra", "held for the inspectorate", _held),
    Step("gỡ vướng, cử chủ trì thay", "cleared, a substitute named", _cleared),
    Step("cấp trên gợi ý", "topics put", _suggested),
    Step("giải trình", "explanations", _explained),
    Step("tự kiểm điểm", "self-reviews", _self_reviews),
    Step("điều kiện", "gates", _gates),
    Step("họp", "the room", _room),
    Step("khuyết điểm", "findings", _found),
    Step("biên bản", "minutes", _minutes),
    Step("kết luận: làm lại hai phần", "verdict: two parts again", _redo),
    Step("làm lại hai phần", "two parts again", _redone),
    Step("kết luận: đạt", "verdict: meets", _passes),
    Step("kế hoạch khắc phục", "remedy plan", _remedy),
)


def play(
    browser: Browser,
    shown: Demonstration,
    look: Callable[[Play], None] | None = None,
    /,
    *,
    scripts: bool,
    cut: bool = False,
) -> Play:
    """Every step in order."""
    expect.set_options(timeout=30_000)  # a busy machine is no fault of the path
    playing = Play(browser, shown, scripts, cut, look=look)
    for step in STEPS:
        playing.step = step.en
        step.play(playing)
    playing.leave()
    playing.now.context.close()
    return playing


# What it costs


def minutes_of(cost: Cost) -> float:
    """How long it takes, by `SECONDS`; the time to think of the words is the same whatever one writes them with."""
    return sum(float(getattr(cost, name)) * seconds for name, seconds in SECONDS.items()) / 60


def by_hand(played: Play) -> dict[str, Cost]:
    """The same with Excel and Word: every cell of a row is typed, and the minutes from the first word to the last.

    A row's cells are those of the office's workbooks (docs/campaign-folder.md): goi-y 10 for each of two topics and
    their answers, kiem-diem 18, khuyet-diem 8 for each of two findings, khac-phuc 9; attendance of eleven and nine
    speeches of five particulars each are noted on a sheet and counted; 12 characters a cell.
    """

    def cells(number: int, files: int = 1) -> Cost:
        return Cost(pages=files, clicks=2 * files, fields=number, typed=12 * number)

    written = played.cost["self-reviews"]
    return {
        "explanations": cells(10),
        "self-reviews": Cost(pages=2, clicks=6, fields=written.fields, typed=written.typed),
        "gates": Cost(pages=4, clicks=4),
        "the room": cells(11 + 9 * 5),
        "findings": cells(8),
        "minutes": Cost(pages=6, clicks=20, fields=12, typed=played.drawn + 4 * 120),
        "two parts again": cells(18, files=3),
        "remedy plan": cells(9 + 18, files=2),
    }


def text(played: Play) -> str:
    """docs/clerical-cost.md."""
    hand, total, at_hand = by_hand(played), Cost(), Cost()
    lines = [
        "# What one review costs the secretary",
        "",
        "Counted by `python -m tests.review_path`, which plays A47's review in a real browser as the cast and counts what",
        "Thảo of the unit's office does: pages opened, clicks, fields filled in, characters typed. Beside it the same with",
        "Excel and Word, reckoned cell by cell (`by_hand` in that file). Minutes: 8 s a page, 2 s a click, 2 s a field, 0.35 s a",
        "character. The time to think of the words is the same both ways, and is not in it.",
        "",
        "| Step | pages | clicks | fields | characters | minutes | with Excel and Word |",
        "|---|---|---|---|---|---|---|",
    ]
    for step in STEPS:
        cost = played.cost.get(step.en)
        if cost is None:
            continue
        other = hand[step.en]
        total, at_hand = total + cost, at_hand + other
        lines.append(_row(step.en, cost, other))
    lines.append(_row("**in all**", total, at_hand))
    lines += [
        "",
        f"The minutes came to {played.drawn:,} characters that the program drew from attendance and speeches.",
        "",
        "## What was done to lower it",
        "",
        "- Opening the room fills in day, chair and secretary; attendance is one tap for all, and two for each who is absent.",
        "- A speech is one tap or key; how it came, topic and person stay set until they change.",
        "- The summary, the counts and the minutes' draft are drawn from the record; only what the record has not is written.",
        "- Codes are given by the system; days are today's unless said otherwise; posts are chosen from those in post.",
        "- The path bar leads to the one page where the next step is done; nothing is entered twice: what a page recorded",
        "  comes down in the office's workbooks by itself.",
        "",
    ]
    return "\n".join(lines)


def _row(name: str, cost: Cost, other: Cost) -> str:
    counts = " | ".join(str(getattr(cost, one)) for one in SECONDS)
    return f"| {name} | {counts} | {minutes_of(cost):.1f} | {minutes_of(other):.1f} |"


def main() -> int:
    """Play it, and write what it costs."""
    with demonstration() as shown, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.program(), args=chromium.FLAGS
        )
        played = play(browser, shown, scripts=True)
        browser.close()
    (DOCS / "clerical-cost.md").write_text(text(played), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
