"""The key that signs sessions and one-time links, and that secrets of second factors are encrypted with."""

import os


def keep_the_secret() -> bool:
    """The key stays the same from one start, and from one command, to the next; False where it cannot."""
    from django.conf import settings

    if settings.KEPT_SECRET.is_file() or os.environ.get("TUSOI_SECRET"):
        return True
    try:
        taken = os.open(settings.KEPT_SECRET, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except (
        OSError
    ):  # another process was first, or the home is read only: this start has its own key
        return False
    with os.fdopen(taken, "w", encoding="ascii") as kept:
        kept.write(settings.SECRET_KEY)
    return True
