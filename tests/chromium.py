"""The system's Chromium. Standard library only: `run` asks here before there is anything else."""

import shutil

FLAGS = [
    "--no-sandbox",  # as root it starts in no other way; it only ever sees our own pages
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    # It keeps to the machine, as the tests do.
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def program() -> str | None:
    """Its path; None when there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)
