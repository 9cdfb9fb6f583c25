"""T7: nothing of what somebody dares to send is found anywhere but under the seal."""

import os
from functools import cache
from pathlib import Path
from shutil import copytree, rmtree

from django.conf import settings

from tests.intake_server import IntakeServer
from tests.prove.killed import set_aside
from tests.prove.promise import Promise, Reached
from tests.traces import LEAKS, WORDS, looked_over, opened
from tusoi.values.wording import Wording

MARKS, VISITS = 9, 2
"""Texts, browser, address and receipts that are looked for; how many opinions a visit leaves."""


@cache
def prepared() -> IntakeServer:
    """A home with a channel; a copy is set aside."""
    server = IntakeServer(Path(settings.HOME))
    server.prepare()
    set_aside()
    return server


def visited(fault: str = "") -> Reached:
    """A full visit to a real server, a release, the weekly mail and backups; then every file is read."""
    known = prepared()
    rmtree(known.home)
    copytree(known.home.with_name("kept"), known.home)
    server = IntakeServer(known.home, key=known.key, units=known.units, fault=fault)
    (server.home / "tmp").mkdir()
    os.environ["TMPDIR"] = str(server.home / "tmp")
    try:
        found, moments = looked_over(server)
    finally:
        server.kill()
    files = [one for one in server.home.rglob("*") if one.is_file()]
    words = [] if fault else opened(server)  # what was not sealed does not open
    lost = [] if fault or sorted(words) == [WORDS, f"{WORDS} việc"] else ["the trustees miss one"]
    figures = {"marks": MARKS, "files": len(files), "hits": len(found), "moments": len(moments)}
    return Reached(
        {**figures, "opened": len(words), "of": VISITS}, [*sorted(found), *moments[:5], *lost]
    )


def measure(sample: int, seed: int) -> Reached:
    return visited()


def with_fault(seed: int) -> Reached:
    return visited(LEAKS)


PROMISE = Promise(
    id="T7",
    says=Wording(
        vi="Không gì của người dám góp ý được tìm thấy ở đâu ngoài phong bì niêm phong.",
        en="Nothing of what somebody dares to send is found anywhere but under the seal.",
    ),
    goal=Wording(
        vi="0 dấu vết (chữ, trình duyệt, địa chỉ, mã nhận, giờ phút) trong cơ sở dữ liệu, WAL, nhật ký, thư, tệp tạm, bản sao lưu, tiến trình; người giữ khóa đọc được 100 %",
        en="0 hits (words, browser, address, receipts, moments) in database, WAL, logs, mail, temporary files, backups and process; the trustees read 100 %",
    ),
    reached=Wording(
        vi="tìm {marks} dấu trong {files} tệp: {hits} tệp lộ, {moments} giờ phút lộ; người giữ khóa đọc {opened}/{of}",
        en="{marks} marks looked for in {files} files: {hits} files with one, {moments} moments; the trustees read {opened} of {of}",
    ),
    fault=Wording(
        vi="máy chủ ghi nhật ký biểu mẫu, không niêm phong, và thư tuần trích lời",
        en="the server logs forms, seals nothing, and the weekly mail quotes",
    ),
    short=1,
    full=1,
    measure=measure,
    with_fault=with_fault,
)
