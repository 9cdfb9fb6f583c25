"""This room as Django installs it: its checks are then known to `python -m django check`."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The site."""

    name = "tusoi.site"

    def ready(self) -> None:
        """Register the checks, which need the models."""
        from tusoi.site.safety import register  # noqa: F401
