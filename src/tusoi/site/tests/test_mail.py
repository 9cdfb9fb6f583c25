"""Where mails go: TUSOI_MAIL is read at the start, and what is no place for mails is refused in a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tusoi.site.mail import MailBox, MailNotUsable, mail_box


@pytest.mark.parametrize(
    ("said", "box"),
    [
        ("", MailBox()),
        ("console", MailBox()),
        (
            "smtp://lan:m%40t%3Akh%E1%BA%A9u@mail.office.vn:587?tls=1",
            MailBox("mail.office.vn", 587, "lan", "m@t:khẩu", starttls=True),
        ),
        ("smtp://mail.office.vn?tls=1", MailBox("mail.office.vn", 587, starttls=True)),
        ("smtp://mail.office.vn", MailBox("mail.office.vn", 25)),
        ("smtps://u:p@mail.office.vn", MailBox("mail.office.vn", 465, "u", "p", tls=True)),
        ("smtp://u:p@127.0.0.1:2525", MailBox("127.0.0.1", 2525, "u", "p")),
        (
            "smtp://mail.office.vn:25?from=tusoi@office.vn",
            MailBox("mail.office.vn", 25, sender="tusoi@office.vn"),
        ),
    ],
)
def test_an_address_is_read(said: str, box: MailBox) -> None:
    assert mail_box(said) == box


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("mail.office.vn", "console, smtp://"),
        ("http://mail.office.vn", "console, smtp://"),
        ("smtp://", "cannot be read"),
        ("smtp://mail.office.vn:port", "cannot be read"),
        ("smtp://mail.office.vn:99999", "cannot be read"),
        ("smtp://mail.office.vn/inbox", "cannot be read"),
        ("smtp://[::1", "cannot be read"),
        ("smtp://mail.office.vn?tls=yes", "tls=0 or tls=1"),
        ("smtp://mail.office.vn?ssl=1", "tls=0 or tls=1"),
        ("smtp://mail.office.vn?from=nobody", "from="),
        ("smtp://mail.office.vn?from=a@b%0ABcc:c@d", "from="),
        ("smtp://u:secret@mail.office.vn", "unencrypted"),
    ],
)
def test_what_is_no_place_for_mails_is_refused_without_its_password(
    said: str, sentence: str
) -> None:
    with pytest.raises(MailNotUsable) as refused:
        mail_box(said)
    assert sentence in refused.value.wording.en
    assert "secret" not in refused.value.wording.en + refused.value.wording.vi


def test_a_command_says_so_at_the_start(tmp_path: Path) -> None:
    env = {**os.environ, "TUSOI_MAIL": "smtp://u:secret@mail.office.vn"}
    env.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "tusoi.site.cli", "digest", "--home", str(tmp_path)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "TUSOI_MAIL" in done.stderr
    assert "secret" not in done.stderr
    assert "Traceback" not in done.stderr
