"""What is unsafe in the settings and in the folder of the data."""

import logging
import stat
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth import get_backends
from django.contrib.auth.backends import AllowAllUsersModelBackend, RemoteUserBackend
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, get_hasher
from django.db import DatabaseError
from django.utils.log import AdminEmailHandler

from tusoi.organisation.models import Account
from tusoi.site.safety.check import Check, Said
from tusoi.values.wording import Wording

THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})
SHORTEST_SECRET, FEWEST_SIGNS = 50, 5
"""As Django's own check holds them."""
NEEDED = (
    "tusoi.site.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "tusoi.site.refusals.RefusalMiddleware",
)
KEPT_ON_THE_SERVER = frozenset(
    f"django.contrib.sessions.backends.{kind}" for kind in ("db", "cached_db")
)
WEAK = frozenset({"md5", "unsalted_md5", "unsalted_sha1", "sha1"})


def _others_reach_it() -> bool:
    return not THIS_MACHINE.issuperset(settings.ALLOWED_HOSTS)


def _debug() -> Said:
    return {} if settings.DEBUG else None


def _secret() -> Said:
    secret = settings.SECRET_KEY
    long_enough = len(secret) >= SHORTEST_SECRET and len(set(secret)) >= FEWEST_SIGNS
    if long_enough and not secret.startswith("django-insecure-"):
        return None
    return {"least": SHORTEST_SECRET, "file": str(settings.KEPT_SECRET)}


def _any_host() -> Said:
    loose = [host for host in settings.ALLOWED_HOSTS if host == "*" or host.startswith(".")]
    return {"hosts": ", ".join(loose)} if loose else None


def _plain_http() -> Said:
    if settings.HTTPS or not _others_reach_it():
        return None
    others = [host for host in settings.ALLOWED_HOSTS if host not in THIS_MACHINE]
    return {"hosts": ", ".join(others)}


COOKIES = ("SESSION_COOKIE", "CSRF_COOKIE", "LANGUAGE_COOKIE")


def _cookies_in_clear() -> Said:
    loose = [
        name
        for name in COOKIES
        if settings.HTTPS
        and not (
            getattr(settings, f"{name}_SECURE")
            and getattr(settings, f"{name}_NAME").startswith("__Host-")
        )
    ]
    return {"names": ", ".join(loose)} if loose else None


def _cookies_for_scripts() -> Said:
    loose = [
        name
        for name in COOKIES
        if not getattr(settings, f"{name}_HTTPONLY")
        or getattr(settings, f"{name}_SAMESITE") not in ("Lax", "Strict")
    ]
    return {"names": ", ".join(loose)} if loose else None


def _no_guard() -> Said:
    missing = [one for one in NEEDED if one not in settings.MIDDLEWARE]
    return {"missing": ", ".join(missing)} if missing else None


def _proxy_believed() -> Said:
    loose = [
        name
        for name in ("USE_X_FORWARDED_HOST", "USE_X_FORWARDED_PORT", "SECURE_PROXY_SSL_HEADER")
        if getattr(settings, name)
    ]
    return {"names": ", ".join(loose)} if loose else None


def _faults_by_mail() -> Said:
    mails = any(isinstance(handler, AdminEmailHandler) for handler in _handlers())
    return {} if mails or settings.ADMINS else None


def _handlers() -> Iterator[logging.Handler]:
    loggers = [logging.getLogger(), *logging.Logger.manager.loggerDict.values()]
    for logger in loggers:
        if isinstance(logger, logging.Logger):
            yield from logger.handlers


def _administrator() -> Said:
    marks = [name for name in ("is_superuser", "is_staff") if hasattr(Account, name)]
    marks += [app for app in settings.INSTALLED_APPS if app == "django.contrib.admin"]
    return {"marks": ", ".join(marks)} if marks else None


def _open_door() -> Said:
    nobody = Account(name="")
    loose = [
        type(backend).__name__
        for backend in get_backends()
        if isinstance(backend, RemoteUserBackend | AllowAllUsersModelBackend)
        or (hasattr(backend, "has_perm") and backend.has_perm(nobody, "anything", obj=nobody))
    ]
    return {"backends": ", ".join(loose)} if loose else None


def _uploads_on_disk() -> Said:
    loose = [one for one in settings.FILE_UPLOAD_HANDLERS if "Temporary" in one]
    return {"handlers": ", ".join(loose)} if loose else None


def _weak_passwords() -> Said:
    kind = get_hasher("default").algorithm
    return {"kind": kind} if kind in WEAK else None


def _sessions_away() -> Said:
    engine = settings.SESSION_ENGINE
    return None if engine in KEPT_ON_THE_SERVER else {"engine": engine}


def _home_open() -> Said:
    """The demonstration keeps nothing but a public example."""
    if settings.DEMONSTRATION or not settings.HOME.is_dir():
        return None
    mode = stat.S_IMODE(settings.HOME.stat().st_mode)
    return {"home": str(settings.HOME), "mode": f"{mode:o}"} if mode & 0o077 else None


def _demonstration_reached() -> Said:
    return {} if settings.DEMONSTRATION and _others_reach_it() else None


def _demonstration_real() -> Said:
    return {} if settings.DEMONSTRATION and _somebody_has_a_password() else None


def _somebody_has_a_password() -> bool:
    try:
        return Account.objects.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).exists()
    except DatabaseError:  # no tables yet, and so nobody
        return False


CONFIGURED = (
    Check(
        "debug",
        _debug,
        Wording(
            vi="DEBUG đang bật trong settings: mỗi lỗi sẽ hiện mã nguồn và dữ liệu cho người xem. Đặt DEBUG = False.",
            en="DEBUG is on in the settings: every fault would show code and records to whoever meets it. Set DEBUG = False.",
        ),
    ),
    Check(
        "secret",
        _secret,
        Wording(
            vi="Khóa ký trong TUSOI_SECRET (hoặc {file}) quá ngắn hoặc dễ đoán: người khác có thể giả phiên đăng nhập. Đặt một chuỗi ngẫu nhiên ít nhất {least} ký tự, hoặc bỏ biến này để chương trình tự tạo.",
            en="The signing key in TUSOI_SECRET (or {file}) is short or easily guessed: sessions could be forged. Give at least {least} random signs, or unset it and the program makes its own.",
        ),
    ),
    Check(
        "any-host",
        _any_host,
        Wording(
            vi="TUSOI_HOSTS có “{hosts}”: trang sẽ trả lời dưới mọi tên miền. Ghi đúng từng tên, cách nhau bằng dấu phẩy.",
            en="TUSOI_HOSTS holds “{hosts}”: the site would answer to any name. Write each name in full, parted by commas.",
        ),
    ),
    Check(
        "plain-http",
        _plain_http,
        Wording(
            vi="TUSOI_HOSTS cho máy khác vào ({hosts}) mà chưa có HTTPS: mật khẩu và hồ sơ sẽ đi trên mạng không mã hóa. Đặt một proxy có HTTPS phía trước rồi đặt TUSOI_HTTPS=1, hoặc bỏ TUSOI_HOSTS.",
            en="TUSOI_HOSTS lets other machines in ({hosts}) without HTTPS: passwords and files would travel in clear. Put a proxy with HTTPS before it and set TUSOI_HTTPS=1, or unset TUSOI_HOSTS.",
        ),
    ),
    Check(
        "cookies-in-clear",
        _cookies_in_clear,
        Wording(
            vi="Trang dùng HTTPS nhưng cookie chưa bị buộc theo ({names} trong settings): phiên đăng nhập có thể lộ. Giữ …_SECURE = True và tên bắt đầu bằng __Host-.",
            en="The site is reached by HTTPS but cookies are not bound to it ({names} in the settings): a session could be overheard. Keep …_SECURE = True and names that begin with __Host-.",
        ),
    ),
    Check(
        "cookies-for-scripts",
        _cookies_for_scripts,
        Wording(
            vi="Cookie để mã script hoặc trang khác dùng được ({names} trong settings). Giữ …_HTTPONLY = True và …_SAMESITE = \"Lax\".",
            en="Cookies are open to scripts or to other sites ({names} in the settings). Keep …_HTTPONLY = True and …_SAMESITE = \"Lax\".",
        ),
    ),
    Check(
        "no-guard",
        _no_guard,
        Wording(
            vi="Thiếu lớp bảo vệ trong MIDDLEWARE: {missing}. Đưa lại vào như trong tusoi/site/settings.py.",
            en="MIDDLEWARE lacks a guard: {missing}. Put it back as in tusoi/site/settings.py.",
        ),
    ),
    Check(
        "proxy-believed",
        _proxy_believed,
        Wording(
            vi="Settings tin vào tiêu đề do người truy cập gửi ({names}): liên kết trong thư có thể dẫn sang trang giả. Bỏ các mục ấy; máy chủ đã tự đọc X-Forwarded-Proto từ proxy.",
            en="The settings believe headers that a visitor may send ({names}): links in mails could lead to a false site. Take them out; the server itself reads X-Forwarded-Proto from the proxy.",
        ),
    ),
    Check(
        "faults-by-mail",
        _faults_by_mail,
        Wording(
            vi="Lỗi sẽ được gửi qua thư (ADMINS hoặc mail_admins trong LOGGING): thư ấy chép cả nội dung người dùng vừa gửi. Để ADMINS trống và bỏ mail_admins; lỗi đã được ghi ra stderr.",
            en="Faults would go out by mail (ADMINS, or mail_admins in LOGGING), with all that was sent in the request. Leave ADMINS empty and take mail_admins out; faults are told on standard error.",
        ),
    ),
    Check(
        "administrator",
        _administrator,
        Wording(
            vi="Có khái niệm người toàn quyền ({marks}): người ấy bỏ qua mọi quy định về quyền. Bỏ đi; quyền chỉ đến từ vai trò được giao (tusoi role).",
            en="There is an all-powerful user ({marks}), whom no rule about rights would hold. Take it out; rights come from granted roles alone (tusoi role).",
        ),
    ),
    Check(
        "open-door",
        _open_door,
        Wording(
            vi="AUTHENTICATION_BACKENDS có cách đăng nhập cho người không chứng minh được mình là ai ({backends}). Bỏ đi.",
            en="AUTHENTICATION_BACKENDS lets in somebody who proves nothing ({backends}). Take it out.",
        ),
    ),
    Check(
        "uploads-on-disk",
        _uploads_on_disk,
        Wording(
            vi="FILE_UPLOAD_HANDLERS ghi tệp gửi lên ra thư mục tạm của máy, không mã hóa ({handlers}). Chỉ giữ MemoryFileUploadHandler.",
            en="FILE_UPLOAD_HANDLERS writes what is sent up to the machine's temporary folder in clear ({handlers}). Keep MemoryFileUploadHandler alone.",
        ),
    ),
    Check(
        "weak-passwords",
        _weak_passwords,
        Wording(
            vi="PASSWORD_HASHERS bắt đầu bằng {kind}: mật khẩu lưu theo cách dễ dò ra. Bỏ mục ấy khỏi settings.",
            en="PASSWORD_HASHERS begins with {kind}: passwords would be kept so that they are easily guessed. Take it out of the settings.",
        ),
    ),
    Check(
        "sessions-away",
        _sessions_away,
        Wording(
            vi="SESSION_ENGINE là {engine}: phiên đăng nhập không nằm trong cơ sở dữ liệu nên không chấm dứt ngay được. Bỏ mục ấy khỏi settings.",
            en="SESSION_ENGINE is {engine}: sessions are not kept in the database, and so cannot be ended at once. Take it out of the settings.",
        ),
    ),
    Check(
        "home-open",
        _home_open,
        Wording(
            vi="Thư mục dữ liệu {home} để người khác trên máy đọc được (quyền {mode}). Chạy: chmod 700 {home}",
            en="The data folder {home} is open to others on this machine (mode {mode}). Run: chmod 700 {home}",
        ),
    ),
    Check(
        "demonstration-reached",
        _demonstration_reached,
        Wording(
            vi="Bản trình diễn cho ai cũng vào được nên chỉ chạy trên máy này; bỏ TUSOI_HOSTS, hoặc mở bằng “tusoi serve”.",
            en="The demonstration lets anybody in and so runs on this machine alone; unset TUSOI_HOSTS, or use “tusoi serve”.",
        ),
    ),
    Check(
        "demonstration-real",
        _demonstration_real,
        Wording(
            vi="Ở đây có tài khoản đăng nhập bằng mật khẩu: đây không phải bản trình diễn. Mở bằng “tusoi serve”, hoặc trình diễn ở nơi khác bằng --home.",
            en="Accounts here sign in with a password: this is no demonstration. Use “tusoi serve”, or demonstrate elsewhere with --home.",
        ),
    ),
)  # fmt: skip
