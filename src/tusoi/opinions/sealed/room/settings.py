"""Settings of the trustees' room: no database, no session, nothing kept but the files in the folder."""

import secrets
from pathlib import Path

from tusoi.values.moment import ZONE

SECRET_KEY = secrets.token_urlsafe(48)
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
INSTALLED_APPS: list[str] = ["django.contrib.staticfiles"]
DATABASES: dict[str, dict[str, str]] = {}
MIDDLEWARE = [
    "tusoi.site.headers.HeadersMiddleware",
    "tusoi.site.sheets.SheetsMiddleware",
    "django.middleware.common.CommonMiddleware",
]
HTTPS = False
"""Loopback alone."""
ROOT_URLCONF = "tusoi.opinions.sealed.room.urls"
SOURCES = Path(__file__).resolve().parents[3]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCES / "opinions" / "templates", SOURCES / "site" / "templates"],
        "OPTIONS": {"builtins": ["tusoi.site.templatetags.wording"]},
    }
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = None
"""A batch has as many groups as people wrote, three fields each; whoever sits at the table is on this machine."""
STATIC_URL = "static/"
STATICFILES_DIRS = [SOURCES / "site" / "static", SOURCES / "opinions" / "static"]
WHITENOISE_USE_FINDERS = True
USE_TZ = True
TIME_ZONE = str(ZONE)
USE_I18N = False
"""What broke is told by its kind alone: its report would hold what was opened."""
LOGGING_CONFIG = None
