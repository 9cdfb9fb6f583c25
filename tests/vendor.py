"""What others wrote and we ship: a few files out of npm packages, each folder with its licence and one manifest.

`./run vendor` copies them anew and needs npm; `test_vendor.py` compares them, and needs nothing. Standard
library only: `run` asks here before there is anything else.
"""

import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "src" / "tusoi" / "site" / "static" / "vendor"
MANIFEST = VENDOR / "manifest.json"
LOCKED = ("package.json", "package-lock.json", ".npmrc")

SUBSETS = ("vietnamese", "latin", "latin-ext")
"""A Vietnamese page needs the first two; the third comes down only for a letter such as the Č of Čư M'gar."""

FILES: dict[str, tuple[str, ...]] = {
    "bootstrap": ("dist/css/bootstrap-reboot.min.css",),
    "@fontsource-variable/noto-sans": tuple(
        f"files/noto-sans-{subset}-wght-normal.woff2" for subset in SUBSETS
    ),
    "@fontsource/noto-serif": tuple(
        f"files/noto-serif-{subset}-600-normal.woff2" for subset in SUBSETS
    ),
}
"""By package; its LICENSE comes along."""


def copy() -> None:
    """Fetch what package-lock.json names and write the folder anew; what is no longer listed goes.

    Raises:
        subprocess.CalledProcessError: npm could not.
    """
    with tempfile.TemporaryDirectory(prefix="tusoi-vendor-") as there:
        for name in LOCKED:
            shutil.copy(ROOT / name, there)
        subprocess.run(["npm", "ci", "--silent"], cwd=there, check=True)  # noqa: S607  # where npm lies is the machine's affair
        shutil.rmtree(VENDOR, ignore_errors=True)
        entries = [take(Path(there) / "node_modules" / name, name) for name in FILES]
    MANIFEST.write_text(json.dumps(entries, indent=2) + "\n", encoding="utf-8")


def take(package: Path, name: str) -> dict[str, object]:
    """Copy one package's listed files and licence; its entry in the manifest."""
    told = json.loads((package / "package.json").read_text(encoding="utf-8"))
    folder = VENDOR / Path(name).name
    folder.mkdir(parents=True)
    for file in (*FILES[name], "LICENSE"):
        shutil.copyfile(package / file, folder / Path(file).name)
    return {
        "name": name,
        "version": told["version"],
        "licence": told["license"],
        "files": {
            f"{folder.name}/{file.name}": hashlib.sha256(file.read_bytes()).hexdigest()
            for file in sorted(folder.iterdir())
        },
    }
