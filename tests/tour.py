"""The five minutes that must convince an office, played in a browser as the cast: the tour, and its test.

`python -m tests.tour` plays it once more and writes docs/tour.md with its pictures in docs/tour/;
`test_tour.py` plays it without pictures, with scripts on and off.
"""

import sqlite3
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import chromium
from tests.demonstration import Demonstration, demonstration

DOCS = Path(__file__).resolve().parent.parent / "docs"
WALL = "/dot/hcmc-2012/"
A47 = f"{WALL}don-vi/A47/"
SIZE = {"width": 1280, "height": 860}


@dataclass(frozen=True)
class Stop:
    """One stop of the tour: who acts, what is said of it in both languages, and what is done and seen."""

    slug: str
    who: str
    vi: str
    en: str
    play: Callable[["Tour"], None]


class Tour:
    """The browser as it goes from stop to stop; whoever acts goes in through the start page."""

    def __init__(self, browser: Browser, shown: Demonstration, *, scripts: bool) -> None:
        self.browser, self.shown, self.scripts = browser, shown, scripts
        self.complaints: list[str] = []
        self.page: Page | None = None
        self.report = b""

    def enter(self, who: str) -> Page:
        """A page on which one of the cast is signed in, by the one click anybody has."""
        if self.page is not None:
            self.page.context.close()
        context = self.browser.new_context(
            viewport=SIZE,  # type: ignore[arg-type]
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            java_script_enabled=self.scripts,
        )
        self.page = context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.goto(self.shown.site)
        if who:
            self.page.locator(f"form[action='/vao/thu/{who}/'] button").click()
        return self.page

    @property
    def now(self) -> Page:
        """The page the tour is on."""
        assert self.page is not None
        return self.page

    def open(self, address: str) -> Page:
        """Another page of the site."""
        self.now.goto(self.shown.site + address)
        return self.now

    def sees(self, *texts: str) -> None:
        """Every text stands on the page, to be seen."""
        for text in texts:
            expect(self.now.get_by_text(text).first).to_be_visible()

    def act(self, name: str) -> Page:
        """From a unit's file to the form of an act, by its link."""
        self.open(A47).get_by_role("link", name=name).click()
        return self.now

    def record(self) -> Page:
        """Send the form."""
        self.now.get_by_role("button", name="Ghi lại").click()
        return self.now


def _start(tour: Tour) -> None:
    tour.enter("")
    tour.sees("Mai", "Lan", "Dung", "Khánh", "Bình", "Tuấn")


def _wall(tour: Tour) -> None:
    tour.enter("mai")
    tour.sees("133/136", "67/68", "66/68")
    tour.sees("chờ kết luận thanh tra, làm rõ trách nhiệm từng cá nhân rồi mới kiểm điểm")


def _held(tour: Tour) -> None:
    tour.open(A47)
    tour.sees("Đơn vị A47 chưa được kiểm điểm: đang chờ", "Người tháo gỡ")


def _refused(tour: Tour) -> None:
    tour.enter("lan")
    page = tour.act("Ghi cuộc họp kiểm điểm")
    _session(page, ready="2012-12-15", on="2012-12-18", chair="A47/BT")
    tour.record()
    tour.sees("Đơn vị A47 chưa được kiểm điểm: đang chờ", "Người tháo gỡ")


def _session(page: Page, *, ready: str, on: str, chair: str) -> None:
    page.get_by_label("Ngày bản tự kiểm điểm hoàn thành").fill(ready)
    page.get_by_label("Ngày họp").fill(on)
    page.get_by_label("Người chủ trì").fill(chair)
    for box in page.locator("input[name=leaders]").all():
        box.check()


def _concluded(tour: Tour) -> None:
    tour.enter("dung")
    page = tour.act("Ghi kết luận thanh tra")
    page.get_by_label("Ngày có kết luận").fill("2013-01-10")
    tour.record()
    tour.sees("Xong: Ghi kết luận thanh tra")
    page = tour.act("Ghi trách nhiệm từng cá nhân")
    page.get_by_label("Ngày làm rõ trách nhiệm").fill("2013-01-15")
    page.locator("input[value='A47/BT']").check()
    tour.record()
    tour.sees("Xong: Ghi trách nhiệm từng cá nhân")


def _barred(tour: Tour) -> None:
    tour.enter("lan")
    page = tour.act("Ghi cuộc họp kiểm điểm")
    _session(page, ready="2013-01-20", on="2013-01-25", chair="A47/BT")
    tour.record()
    tour.sees("phải có người khác được cử chủ trì")


def _substitute(tour: Tour) -> None:
    tour.enter("mai")
    page = tour.act("Cử người chủ trì")
    page.get_by_label("Người chủ trì").fill("A47/PBT")
    tour.record()
    tour.sees("Xong: Cử người chủ trì", "Phó Bí thư")


def _review_held(tour: Tour) -> None:
    tour.enter("lan")
    page = tour.act("Ghi cuộc họp kiểm điểm")
    _session(page, ready="2013-01-20", on="2013-01-25", chair="A47/PBT")
    tour.record()
    tour.sees("Xong: Ghi cuộc họp kiểm điểm", "đã kiểm điểm")


def _today(tour: Tour) -> None:
    tour.enter("mai")
    tour.sees("134/136")


def _that_day(tour: Tour) -> None:
    page = tour.open(WALL)
    page.get_by_label("Tính đến hết ngày").fill("2012-12-17")
    page.get_by_role("button", name="Xem").click()
    tour.sees("133/136", "67/68", "66/68")


def _report(tour: Tour) -> None:
    page = tour.open(f"{WALL}bao-cao/?as_of=2012-12-17")
    tour.sees("133/136")
    word = page.context.request.get(f"{tour.shown.site}{WALL}bao-cao/tep/docx/?as_of=2012-12-17")
    assert word.status == 200
    assert "133/136" in zipfile.ZipFile(BytesIO(word.body())).read("word/document.xml").decode()
    pdf = page.context.request.get(f"{tour.shown.site}{WALL}bao-cao/tep/pdf/?as_of=2012-12-17")
    assert pdf.body().startswith(b"%PDF-")
    tour.report = pdf.body()


def _tampered(tour: Tour) -> None:
    with sqlite3.connect(tour.shown.home / "tusoi.sqlite3") as database:
        changed = database.execute(
            "UPDATE meetings_session SET day = '2012-12-10' WHERE day = '2013-01-25'"
        )
        assert changed.rowcount > 0
    tour.enter("khanh")
    page = tour.open(f"{WALL}so-doi-chung/")
    page.get_by_role("button", name="Đối chiếu mọi hàng với sổ").click()
    tour.sees("meetings.session")


STOPS = (
    Stop(
        "cua",
        "",
        "Bản trình diễn mở ra với dàn nhân vật; mỗi người thấy đúng phần của mình.",
        "The demonstration opens with the cast; each sees what is theirs.",
        _start,
    ),
    Stop(
        "bang-tien-do",
        "Mai",
        "Bảng tiến độ: 133/136 đơn vị đã kiểm điểm. Ba đơn vị chưa kiểm điểm được nêu tên, với lý do và ngày xem lại.",
        "The wall: 133 of 136 units have held their review. The three that have not are named, with the reason and the next look.",
        _wall,
    ),
    Stop(
        "vi-sao",
        "Mai",
        "Hồ sơ A47 nói trong một câu vì sao chưa được kiểm điểm, ai tháo gỡ được, và đến lượt ai.",
        "A47's file says in one sentence why it may not hold its review, who can clear it, and whose move it is.",
        _held,
    ),
    Stop(
        "bi-tu-choi",
        "Lan",
        "Lan, người đứng đầu A47, thử ghi cuộc họp. Bị từ chối bằng một câu có lối ra; chưa ghi gì.",
        "Lan, who heads A47, tries to record a session. She is refused in a sentence with a way out; nothing is recorded.",
        _refused,
    ),
    Stop(
        "ket-luan",
        "Dung",
        "Dung, Ủy ban Kiểm tra, ghi kết luận thanh tra, rồi trách nhiệm từng cá nhân: trách nhiệm của Bí thư là nghiêm trọng so với cương vị.",
        "Dung of the inspection commission records the inspectorate's conclusion, then each person's responsibility: the secretary's is serious relative to the office.",
        _concluded,
    ),
    Stop(
        "khong-duoc-chu-tri",
        "Lan",
        "Lan thử lại với chính mình chủ trì. Người có trách nhiệm nghiêm trọng không được chủ trì.",
        "Lan tries again with herself in the chair. Whoever's responsibility is serious may not chair.",
        _barred,
    ),
    Stop(
        "cu-chu-tri",
        "Mai",
        "Mai, cơ quan thường trực, cử Phó Bí thư chủ trì.",
        "Mai of the campaign office names the deputy secretary to chair.",
        _substitute,
    ),
    Stop(
        "hop",
        "Lan",
        "Cuộc họp được ghi, dưới sự chủ trì của người được cử; tập thể và hai lãnh đạo đã kiểm điểm.",
        "The session is recorded under the substitute; the collective and both leaders have held their review.",
        _review_held,
    ),
    Stop(
        "hom-nay",
        "Mai",
        "Hôm nay bảng tiến độ là 134/136.",
        "Today the wall says 134 of 136.",
        _today,
    ),
    Stop(
        "ngay-17-12",
        "Mai",
        "Tính đến hết ngày 17-12-2012 vẫn là 133/136.",
        "As of 17 December 2012 it still says 133 of 136.",
        _that_day,
    ),
    Stop(
        "bao-cao",
        "Mai",
        "Báo cáo sơ kết theo, số nào cũng lần được đến từng hàng; tải về ở dạng Word, PDF, Excel.",
        "The interim report follows, every number leading to its rows; it comes as Word, PDF and Excel.",
        _report,
    ),
    Stop(
        "mot-hang-bi-sua",
        "Khánh",
        "Có người sửa lén một hàng trong cơ sở dữ liệu. Khánh, người giám sát, đối chiếu: sổ đối chứng chỉ đúng hàng đó.",
        "Somebody changes a row in the database unseen. Khánh, the auditor, holds it against the ledger: the row is named.",
        _tampered,
    ),
)


def play(
    browser: Browser, shown: Demonstration, *, scripts: bool, into: Path | None = None
) -> Tour:
    """Every stop in order; with a folder, a picture of each."""
    tour = Tour(browser, shown, scripts=scripts)
    for number, stop in enumerate(STOPS, start=1):
        stop.play(tour)
        if into is not None:
            tour.now.screenshot(path=into / picture(number, stop))
    tour.now.context.close()
    return tour


def picture(number: int, stop: Stop) -> str:
    """The name of a stop's picture."""
    return f"{number:02}-{stop.slug}.png"


def text() -> str:
    """docs/tour.md."""
    lines = [
        "# Năm phút · Five minutes",
        "",
        "`./run`, rồi mở địa chỉ được in ra. Mỗi bước dưới đây được chơi lại bằng trình duyệt thật mỗi lần kiểm thử",
        "(`tests/tour.py`), cả khi tắt script; hình do chính kịch bản đó chụp.",
        "",
        "`./run`, then open the address it prints. Each stop is played in a real browser by every test run",
        "(`tests/tour.py`), with scripts off as well; the pictures were taken by that script.",
        "",
    ]
    for number, stop in enumerate(STOPS, start=1):
        who = f" · {stop.who}" if stop.who else ""
        lines += [f"## {number}{who}", "", stop.vi, "", stop.en, ""]
        lines += [f"![{stop.en}](tour/{picture(number, stop)})", ""]
    return "\n".join(lines)


def main() -> int:
    """Play it, and write the tour anew."""
    folder = DOCS / "tour"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    with demonstration() as shown, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.program(), args=chromium.FLAGS
        )
        tour = play(browser, shown, scripts=True, into=folder)
        (folder / "bao-cao.pdf").write_bytes(tour.report)
        browser.close()
    (DOCS / "tour.md").write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
