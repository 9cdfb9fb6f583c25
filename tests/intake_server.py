"""A real server of one's own with a channel open, and somebody who sends opinions to it: for what only shows over HTTP."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[1]
CAMPAIGN = "hospital-2026"
SECRET = "kh0a-ky-cua-mot-phep-thu-khong-dung-o-dau-khac-7f3a91c2d8e64b05"
ADDRESS = f"/gop-y/{CAMPAIGN}/"
_PREPARE = """
import json, sys
from datetime import timedelta
from pathlib import Path
import django; django.setup()
from django.core.management import call_command
from tusoi.site.database import open_database
open_database(lang="en")
from tests.cast import mai_loads_the_hospital, reach_for, mai, add_account, grant_role, Role, RoleOver
from datetime import date
mai_loads_the_hospital()
from tusoi.opinions.sealed.channel import ToOpen, channel_of, open_channel
from tusoi.opinions.sealed.protocol.custody import TrusteeKey, hold_ceremony, campaign_key_of
from tusoi.values.clock import today
from tusoi.campaigns.queries import campaign_view
from tusoi.values.clock import now
office = add_account("Văn phòng")
from tusoi.organisation.actions import tell_contact
tell_contact(office, "van-phong@office.vn", "vi", by=office.pk)
grant_role(Role.CAMPAIGN_OFFICE, to=office, over=RoleOver(campaign_view("hospital-2026", known_by=now()).host), since=date(2012,1,1), by=office.pk)
keys = [TrusteeKey.made(name, "") for name in ("Hoa", "Dung", "Khánh")]
held = hold_ceremony("hospital-2026", [one.card for one in keys], 2)
day = today()
told = ToOpen(held.campaign_key, 2, held.trustees, day - timedelta(days=1), day + timedelta(days=30), {})
open_channel(reach_for(office, "hospital-2026"), told)
channel = channel_of("hospital-2026", day)
print(json.dumps({"key": bytes(campaign_key_of(held, keys[:2])).hex(), "units": list(channel.places)}))
"""
_MAIN = "import sys; from tusoi.site.cli import main; sys.exit(main())"
OFFICE = "Văn phòng"
"""The account of the campaign office there."""


@dataclass
class IntakeServer:
    """`tusoi serve` on a home of its own, with the hospital's campaign and a channel."""

    home: Path
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = None
    key: str = ""
    units: tuple[str, ...] = ()
    processes: int = 1
    fault: str = ""
    """Python that runs before the program: a fault that a test must notice."""
    database: str = ""
    """The DATABASE_URL of a PostgreSQL; without, the embedded database."""

    @property
    def environment(self) -> dict[str, str]:
        own = {"TUSOI_HOME": str(self.home), "TUSOI_SECRET": SECRET}
        path = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
        settings = {"DJANGO_SETTINGS_MODULE": "tusoi.site.settings", "PYTHONPATH": path}
        clean = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        database = {"DATABASE_URL": self.database} if self.database else {}
        return {**clean, **own, **settings, **database}

    def prepare(self) -> None:
        """Load the campaign and open its channel."""
        self.home.mkdir(parents=True, exist_ok=True)
        self.home.chmod(0o700)
        told = subprocess.run(
            [sys.executable, "-c", _PREPARE], env=self.environment, capture_output=True, check=False
        )
        if told.returncode:
            raise RuntimeError(told.stderr.decode()[-2000:])
        found = json.loads(told.stdout.splitlines()[-1])
        self.key, self.units = found["key"], tuple(found["units"])

    def start(self) -> None:
        """Start it and wait until it answers; its output goes to `home/server.log`."""
        self.port = free_port()
        with (self.home / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*self._program, "serve", "--alone", "--port", str(self.port), *self._many],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait()

    def wait(self) -> None:
        """Until it answers."""
        for _ in range(600):
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server did not start")

    @property
    def _many(self) -> list[str]:
        return ["--processes", str(self.processes)] if self.processes > 1 else []

    @property
    def _program(self) -> list[str]:
        return [sys.executable, "-c", f"{self.fault}\n{_MAIN}"]

    def run(self, *words: str, **more: str) -> "subprocess.CompletedProcess[bytes]":
        """A command of the program on the same home, with further settings in its environment."""
        command, environment = [*self._program, *words], {**self.environment, **more}
        return subprocess.run(command, env=environment, capture_output=True, check=False)

    def kill(self) -> None:
        """End it as a power cut would, whatever processes it has."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def form_of(receipt: str, token: str, words: str, unit: str, **more: str) -> bytes:
    """The body of a form; `more`: further fields."""
    told: Mapping[str, str] = {
        "receipt": receipt,
        "token": token,
        "unit": unit,
        "about": "head",
        "words": words,
        **more,
    }
    return urlencode(told).encode()


def send(
    client: HTTPConnection, body: bytes, address: str = ADDRESS, **headers: str
) -> tuple[int, bytes]:
    """Send a form over an open connection: status and page."""
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    client.request("POST", address, body, {**kind, **headers})
    response = client.getresponse()
    return response.status, response.read()
