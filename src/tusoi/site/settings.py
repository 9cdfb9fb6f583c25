"""Settings: everything that a place may differ in comes from the environment.

TUSOI_HOME     where the embedded database lies (default ./var)
DATABASE_URL   PostgreSQL instead of the embedded database
TUSOI_SECRET   the signing key; without it the one that `tusoi serve` keeps in TUSOI_HOME/secret
TUSOI_HOSTS    names the site answers to, parted by commas (default: this machine only)
TUSOI_HTTPS    "1" where the site is reached by HTTPS, through a proxy that says so in X-Forwarded-Proto: cookies then
               travel by HTTPS only, and a request by HTTP is led to HTTPS
TUSOI_ADDRESS  the site's address in mails and links (default: the first name of TUSOI_HOSTS)
TUSOI_MAIL     where mails go: "console" (default), smtp://user:pass@host:587?tls=1, smtps://… (`site/mail.py`)
TUSOI_RETENTION_DAYS  days after the signing of minutes for which speeches, attendance and drafts are kept (365)
TUSOI_OIDC     sign-in by the organisation's own service beside the password: the address of its OpenID provider, with
               TUSOI_OIDC_ID and TUSOI_OIDC_SECRET as it gave them out; off without
TUSOI_OIDC_TITLE  what the button says (default: "OpenID"); TUSOI_OIDC_CLAIM  what names the account (preferred_username)
TUSOI_DATA_LICENCE  the licence under which the open data may be used, as every page and file of it states (CC BY 4.0)
TUSOI_LOG      "json": one JSON object a line on standard error, each request and each fault, with nothing of anybody
TUSOI_DEMONSTRATION  "1" offers the cast at the door, without a password; set by `tusoi demo`
"""

import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from tusoi.site.headers import HSTS_SECONDS
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
# By which thresholds numbers about persons are told (`figures/disclosure/rules.py`); a campaign may set higher ones.
DISCLOSURE = {
    "hidden_below": 8,
    "round_to": 5,
    "fewest": 20,
    "least_change": 8,
    "internal_below": 5,
}
ALLOWED_HOSTS = os.environ.get("TUSOI_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
HERE = "http://localhost:8000"  # where `tusoi serve` answers
ADDRESS = (
    os.environ.get("TUSOI_ADDRESS")
    or (HERE if ALLOWED_HOSTS[0] == "localhost" else "")
    or f"http{'s' if HTTPS else ''}://{ALLOWED_HOSTS[0]}"
).rstrip("/")

DATA_LICENCE = os.environ.get(
    "TUSOI_DATA_LICENCE", "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
)
# Seconds for which the board takes it that nothing was recorded, and after a press until what was gathered is told.
BOARD_LOOKS_AGAIN_AFTER, BOARD_COUNTS_AFTER = 1, 60

MAIL = mail_box(os.environ.get("TUSOI_MAIL", "console"))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL.host else 'console'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starttls, MAIL.tls
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = MAIL.sender or MAIL.user or f"tusoi@{ALLOWED_HOSTS[0]}"

ACTS_ARE_FOLLOWED_BY = ("tusoi.figures.upkeep.follow", "tusoi.search.upkeep.follow")
"""What is derived from facts, in the transaction that writes them (`ledger.actions.act`)."""

ERRANDS = (
    "tusoi.desk.bundle.kind.REVIEW_FILES",
    "tusoi.desk.letters.LETTERS",
    "tusoi.figures.errand.FIGURES_COUNT",
    "tusoi.exchange.everything.kind.EVERYTHING",
    "tusoi.reports.errand.REPORT_DRAFT",
)
"""What may be made beside the pages (`errands/kind.py`)."""
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "django_tasks_db",
    *installed_apps(),
]
AUTH_USER_MODEL = "organisation.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# SQLite: the write-ahead log with a sync at every commit loses nothing acknowledged at a power cut,
# and IMMEDIATE makes writers wait for each other instead of failing.
EMBEDDED: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": HOME / "tusoi.sqlite3",
    # Kept open: the last connection to close writes the whole log back, which takes longer than most pages.
    "CONN_MAX_AGE": 60,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    },
}
# PostgreSQL: one connection for each thread that serves, looked at before a request uses it: after a restart of the
# database no request pays for a connection that is gone (docs/decisions/0059-postgresql-in-production.md).
DATABASES = {
    "default": dj_database_url.parse(
        os.environ["DATABASE_URL"], conn_max_age=60, conn_health_checks=True
    )
    if os.environ.get("DATABASE_URL")
    else EMBEDDED
}

MIDDLEWARE = [
    "tusoi.site.headers.HeadersMiddleware",  # the outermost: no answer leaves without it
    "tusoi.site.health.HealthMiddleware",  # whoever watches asks by any name, and without HTTPS
    "tusoi.site.signs.OneEncodingMiddleware",  # nothing that is not UTF-8 is read by anybody below
    "django.middleware.security.SecurityMiddleware",
    "tusoi.site.sheets.SheetsMiddleware",
    "tusoi.opinions.sealed.doorway.SealedDoorMiddleware",  # under /gop-y/ nothing below is ever reached
    "tusoi.board.doorway.BoardDoorMiddleware",  # nor under /cong-khai/ and /du-lieu/
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "tusoi.site.language.LanguageMiddleware",
    "tusoi.site.refusals.RefusalMiddleware",
    "tusoi.site.confirming.ConfirmMiddleware",
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
            "builtins": ["tusoi.site.templatetags.wording", "tusoi.site.templatetags.faults"],
        },
    }
]

# The door. Everybody shows a second factor, and confirms before an act that binds; tests of other things do not.
FULL_SIGN_IN = True
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60  # a one-time link is good for a day
# Seven wrong tries, then ten minutes: with a browser known and one unknown at most 98 are looked at in an hour.
AXES_FAILURE_LIMIT = 7
AXES_COOLOFF_TIME = timedelta(minutes=10)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = (
    False  # whoever goes on trying does not keep it shut
)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "tusoi.organisation.entry.tries.counted_as"
AXES_CLIENT_IP_CALLABLE = "tusoi.organisation.entry.tries.counted_from"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = AXES_ENABLE_ADMIN = False
ACCOUNT_USER_MODEL_USERNAME_FIELD = "name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["username*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "tusoi.organisation.entry.adapters.AccountAdapter"
MFA_ADAPTER = "tusoi.organisation.entry.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # steps to either side: a code may change while it is typed, and a telephone's clock be a little off
SOCIALACCOUNT_ADAPTER = "tusoi.organisation.entry.adapters.OrganisationAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form that leads to another site is refused by our own policy
OIDC_ADDRESS, OIDC_NAME = os.environ.get("TUSOI_OIDC", ""), "co-quan"
OIDC_TITLE = os.environ.get("TUSOI_OIDC_TITLE", "OpenID")
OIDC_CLAIM = os.environ.get("TUSOI_OIDC_CLAIM", "preferred_username")
ORGANISATIONS_OWN = {
    "provider_id": OIDC_NAME,
    "name": OIDC_TITLE,
    "client_id": os.environ.get("TUSOI_OIDC_ID", ""),
    "secret": os.environ.get("TUSOI_OIDC_SECRET", ""),
    "settings": {"server_url": OIDC_ADDRESS},
}
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [ORGANISATIONS_OWN] if OIDC_ADDRESS else [],
        "OAUTH_PKCE_ENABLED": True,
    }
}

# A text pasted too long is told so with the form filled again, rather than turned away unread.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
# What is sent up stays in memory until a page has judged it: Django's other handler would write it, open to read, to
# the machine's temporary folder. Larger than a page takes (`exchange/upload.py`) it is refused by its length.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 51 * 1024 * 1024

SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "tusoi.site.refusals.forged"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

# With "__Host-" a browser takes a cookie by HTTPS from this very name alone, never from one beside or below it; by
# plain HTTP, on this machine, it takes no such name. SameSite is Lax: the links of the weekly mail lead to a page.
_HOST_ONLY = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_HOST_ONLY}sessionid", f"{_HOST_ONLY}csrftoken"
LANGUAGE_COOKIE_NAME = f"{_HOST_ONLY}lang"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"

# What answers say beside their content stands in `site/headers.py`; these lead to HTTPS, and Django's check asks for them.
SECURE_SSL_REDIRECT = SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_SECONDS = HSTS_SECONDS if HTTPS else 0
# That no page may be framed `site/headers.py` says of every answer, so Django's middleware for it is left out (W002). To be
# on the browsers' own list binds a whole domain for years: its owner asks for that, not a program in it (W021). That the
# door is shut after wrong tries our own page says.
SILENCED_SYSTEM_CHECKS = ["security.W002", "security.W021", "axes.W002"]

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False  # only our own pages use our style and type
WHITENOISE_MAX_AGE = (
    60 * 60
)  # an hour: a page is read with its type and style at once, a new version shows the same day

USE_TZ = True
TIME_ZONE = str(ZONE)
LANGUAGE_CODE = "vi"
USE_I18N = False

# What broke is told on standard error, with where; the page shows a sentence alone. Django's own handlers go: one of
# them mails the whole request.
JSON_LOG = os.environ.get("TUSOI_LOG") == "json"
if JSON_LOG:
    watched = MIDDLEWARE.index("tusoi.site.health.HealthMiddleware") + 1
    MIDDLEWARE.insert(watched, "tusoi.site.logs.RequestLogMiddleware")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "tusoi.site.logs.OneObjectALine"}},
    "filters": {"refused": {"()": "tusoi.site.logs.NothingOfWhatWasRefused"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line" if JSON_LOG else None,
            "filters": ["refused"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        "django.request": {"level": "ERROR"},
        "axes": {"level": "ERROR"},  # its warnings name nobody to look for
        "tusoi.requests": {"level": "INFO"},
    },
}
