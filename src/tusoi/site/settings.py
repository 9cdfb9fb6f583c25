"""Settings: everything that a place may differ in comes from the environment.

TUSOI_HOME     where the embedded database lies (default ./var)
DATABASE_URL   PostgreSQL instead of the embedded database
TUSOI_SECRET   the signing key; without it the one that `tusoi serve` keeps in TUSOI_HOME/secret
TUSOI_HOSTS    names the site answers to, parted by commas (default: this machine only)
TUSOI_HTTPS    "1" where the site is reached by HTTPS: cookies then travel by HTTPS only
TUSOI_ADDRESS  the site's address in mails (default: the first name of TUSOI_HOSTS)
TUSOI_MAIL     where mails go: "console" (default), smtp://user:pass@host:587?tls=1, smtps://… (`site/mail.py`)
TUSOI_RETENTION_DAYS  days after the signing of minutes for which speeches, attendance and drafts are kept (365)
TUSOI_DEMONSTRATION  "1" offers the cast at the door, without a password; set by `tusoi demo`
"""

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from tusoi.site.mail import mail_box
from tusoi.site.process import installed_apps
from tusoi.values.moment import ZONE

BASE = Path(__file__).resolve().parent
HOME = Path(os.environ.get("TUSOI_HOME", "var")).resolve()

DEBUG = False
KEPT_SECRET = HOME / "secret"
SECRET_KEY = (
    os.environ.get("TUSOI_SECRET")
    or (KEPT_SECRET.read_text(encoding="ascii").strip() if KEPT_SECRET.is_file() else "")
    or secrets.token_urlsafe(48)
)
DEMONSTRATION = os.environ.get("TUSOI_DEMONSTRATION") == "1"
HTTPS = os.environ.get("TUSOI_HTTPS") == "1"
LONGEST_KEPT = 100 * 366
said_days = os.environ.get("TUSOI_RETENTION_DAYS", "365")
if not (said_days.isdecimal() and 1 <= int(said_days) <= LONGEST_KEPT):
    raise ImproperlyConfigured(
        f"TUSOI_RETENTION_DAYS={said_days!r}: a number of days from 1 to {LONGEST_KEPT}"
    )
RETENTION_DAYS = int(said_days)
ALLOWED_HOSTS = os.environ.get("TUSOI_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ADDRESS = (
    os.environ.get("TUSOI_ADDRESS") or f"http{'s' if HTTPS else ''}://{ALLOWED_HOSTS[0]}"
).rstrip("/")

MAIL = mail_box(os.environ.get("TUSOI_MAIL", "console"))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL.host else 'console'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starttls, MAIL.tls
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = MAIL.sender or MAIL.user or f"tusoi@{ALLOWED_HOSTS[0]}"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    *installed_apps(),
]
AUTH_USER_MODEL = "organisation.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# SQLite: the write-ahead log with a sync at every commit loses nothing acknowledged at a power cut,
# and IMMEDIATE makes writers wait for each other instead of failing.
EMBEDDED: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": HOME / "tusoi.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    },
}
DATABASES = {
    "default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=60)
    if os.environ.get("DATABASE_URL")
    else EMBEDDED
}

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tusoi.site.unkept.UnkeptMiddleware",
    "tusoi.opinions.sealed.doorway.SealedDoorMiddleware",  # under /gop-y/ nothing below is ever reached
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tusoi.site.language.LanguageMiddleware",
    "tusoi.site.refusals.RefusalMiddleware",
]
ROOT_URLCONF = "tusoi.site.urls"
WSGI_APPLICATION = "tusoi.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "tusoi.site.language.language",
                "tusoi.site.context.frame",
            ],
            "builtins": ["tusoi.site.templatetags.wording"],
        },
    }
]

# A text pasted too long is told so with the form filled again, rather than turned away unread.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024

SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "tusoi.site.refusals.forged"
X_FRAME_OPTIONS = "DENY"
# Nothing leaves the site; with "no-referrer" browsers send a form's Origin as null, and every form is refused.
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],  # two small scripts of ours; every page works without them
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = (
    60 * 60
)  # an hour: a page is read with its type and style at once, a new version shows the same day

USE_TZ = True
TIME_ZONE = str(ZONE)
LANGUAGE_CODE = "vi"
USE_I18N = False

# What broke is told on standard error, with where; the page shows a sentence alone.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["stderr"], "level": "ERROR"}},
}
