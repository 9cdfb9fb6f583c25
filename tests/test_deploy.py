"""What is handed out to run the program: its container file and its services. What no engine here can try is at least read."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.layers import ROOT
from tusoi.site import settings
from tusoi.site.cli import parser

DEPLOY = ROOT / "deploy"
UNITS = DEPLOY / "systemd"
CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
HARDENED = """
NoNewPrivileges=yes ProtectSystem=strict ProtectHome=yes PrivateTmp=yes PrivateDevices=yes CapabilityBoundingSet=
LimitCORE=0 MemorySwapMax=0 UMask=0077 StateDirectoryMode=0700 User=tusoi RestrictNamespaces=yes
""".split()
EXPOSED_AT_MOST = 20
"""Tenths of what `systemd-analyze security` counts; a service without any of this has 96."""


def said(word: str) -> list[str]:
    return re.findall(rf"^{word} +(.*)$", CONTAINER, re.MULTILINE)


def commands() -> Iterator[tuple[str, list[str]]]:
    """Each service's command of ours, its variables filled with a name."""
    for unit in sorted(UNITS.glob("*.service")):
        for line in re.findall(r"^ExecStart=(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE):
            told = re.search(r"/opt/tusoi/bin/tusoi (.*?)'?$", line)
            assert told, line
            words = re.sub(r"\$+\{\w+\}|\$\$\(.*?\)", "NAME", told[1])
            yield unit.stem, shlex.split(words)


def test_every_service_runs_a_command_that_there_is() -> None:
    ran = {name: parser().parse_args(words).command for name, words in commands()}
    assert ran["tusoi-serve"] == "serve"
    assert set(ran.values()) == {
        *("serve", "work", "checkpoint", "release", "retention", "digest", "backup")
    }


def test_each_timer_has_its_service_and_each_service_that_ends_its_timer() -> None:
    once = {one.stem for one in UNITS.glob("*.service") if "Type=oneshot" in one.read_text("utf-8")}
    assert once == {one.stem for one in UNITS.glob("*.timer")}


def test_services_share_one_hardening_and_their_names_lead_to_it() -> None:
    common = (UNITS / "tusoi-.service.d" / "10-common.conf").read_text(encoding="utf-8")
    assert set(HARDENED) <= set(common.splitlines())
    assert all(one.name.startswith("tusoi-") for one in UNITS.glob("*.service"))


def test_every_setting_of_the_example_is_one() -> None:
    told = (DEPLOY / "environment.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^#? ?([A-Z_]+)=", told, re.MULTILINE))
    used = "".join(one.read_text(encoding="utf-8") for one in UNITS.glob("*.service"))
    known = settings.__doc__ or ""
    assert {one for one in named if one not in known and f"{{{one}}}" not in used} == set()


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The units where systemd would find them, with a program that there is in the place of ours."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze; apt install systemd")
    units = tmp_path / "units"
    shutil.copytree(UNITS, units)
    for unit in units.glob("*.service"):
        told = unit.read_text(encoding="utf-8")
        unit.write_text(told.replace("/opt/tusoi/bin/tusoi", sys.executable), encoding="utf-8")
    return units


def analyzed(units: Path, *words: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [shutil.which("systemd-analyze") or "", *words],
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{units}:"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_systemd_reads_every_unit_without_a_word(installed: Path) -> None:
    files = [*installed.glob("*.service"), *installed.glob("*.timer")]
    assert len(files) > 10
    told = analyzed(installed, "verify", *files)
    assert (told.returncode, told.stderr) == (0, "")


def test_systemd_finds_each_service_closed_and_would_find_an_open_one(installed: Path) -> None:
    threshold = f"--threshold={EXPOSED_AT_MOST}"
    for unit in installed.glob("*.service"):
        found = analyzed(installed, "security", "--offline=yes", threshold, unit)
        assert found.returncode == 0, found.stdout
    shutil.rmtree(installed / "tusoi-.service.d")
    unit = installed / "tusoi-serve.service"
    assert analyzed(installed, "security", "--offline=yes", threshold, unit).returncode == 1


def test_the_container_runs_as_nobody_special_on_a_volume_and_says_how_it_is() -> None:
    assert said("USER") == ["10001"]
    assert CONTAINER.index("\nUSER") < CONTAINER.index("\nENTRYPOINT")
    assert said("VOLUME") == ["/data"]
    assert "TUSOI_HOME=/data" in CONTAINER
    words = [*json.loads(said("ENTRYPOINT")[0])[1:], *json.loads(said("CMD")[0])]
    assert parser().parse_args(words).command == "serve"


def test_all_that_the_container_copies_is_there_and_no_secret_is_sent_along() -> None:
    copied = [words.split()[:-1] for words in said("COPY") if not words.startswith("--from")]
    files = {name for words in copied for name in words}
    assert {one for one in files if not (ROOT / one).exists()} == set()
    sent = (ROOT / ".containerignore").read_text(encoding="utf-8").splitlines()
    assert sent[0] == "*"
    assert files <= {one.removeprefix("!") for one in sent if one.startswith("!")}


@pytest.mark.django_db(transaction=True)
def test_the_containers_question_is_answered_by_what_serves_and_fails_where_nothing_does(
    live_server: LiveServer,
) -> None:
    command = json.loads(re.search(r"HEALTHCHECK.*?CMD (\[.*?\])$", CONTAINER, re.MULTILINE)[1])  # type: ignore[index]
    for address, code in ((live_server.url, 0), ("http://127.0.0.1:9", 1)):
        asked = command[2].replace("http://127.0.0.1:8000", address)
        ended = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=False)
        assert ended.returncode == code
