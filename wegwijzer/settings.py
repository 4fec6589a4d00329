"""One file of settings; everything that differs per installation comes from the environment (docs/settings.md)."""

import os
import sys
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from kombu import Queue

from wegwijzer.environment import Environment
from wegwijzer.logbook.lines import FORMATS, logging_for

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment(os.environ)
TESTING = "pytest" in sys.modules

# --- where this installation keeps its own things (database, files, key)
DATA_DIR = env.folder("DATA_DIR", default=BASE_DIR / "var")
SECRET_KEY = env.secret_key("SECRET_KEY", DATA_DIR)
DEBUG = env.flag("DEBUG", default=False)
DEMO = env.flag("DEMO", default=False) and not TESTING  # a test says so itself
DEMO_PASSWORD = "wegwijzer-demo"  # noqa: S105 - shown on the log-in page, and only ever set in demo mode
# A demo runs on http://127.0.0.1, where browsers refuse cookies that are marked secure.
HTTPS = env.flag("HTTPS", default=not DEMO and not TESTING)
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]

# --- what is installed
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "wegwijzer.ui.staticfiles.OwnStaticFilesConfig",
    "django.forms",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
    "wegwijzer.accounts",
    "wegwijzer.audit",
    "wegwijzer.jobs",
    "wegwijzer.outbox",
    "wegwijzer.reports",
    "wegwijzer.reminders",
    "wegwijzer.ui",
    "wegwijzer.entrance",
    "wegwijzer.home",
    "wegwijzer.operations",
    "governance",
    "projects",
    "onboarding",
]
MIDDLEWARE = [
    "wegwijzer.logbook.middleware.traced",
    "django.middleware.security.SecurityMiddleware",
    "wegwijzer.ui.middleware.headers",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wegwijzer.ui.middleware.clean_query",
    "wegwijzer.entrance.middleware.Sessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wegwijzer.entrance.middleware.SessionLifetime",
    "wegwijzer.entrance.middleware.LoginRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wegwijzer.entrance.middleware.TypedBack",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wegwijzer.ui.middleware.no_blank_page",
]
ROOT_URLCONF = "wegwijzer.urls"
WSGI_APPLICATION = "wegwijzer.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wegwijzer.ui.context.layout",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "wegwijzer.ui.templatetags.ui",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

# --- the database: SQLite beside the code, or PostgreSQL by DATABASE_URL
DATABASES = {"default": env.database("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'wegwijzer.sqlite3'}")}
_database = DATABASES["default"]
_database["CONN_MAX_AGE"] = env.number("CONN_MAX_AGE", default=60, most=86_400)
_database["ATOMIC_REQUESTS"] = False  # IMMEDIATE would make every GET a writer
# WAL and IMMEDIATE together are what keeps eight writers free of 'database is locked'. FULL costs a millisecond or two
# a commit and carries what was said to be saved through a power cut; NORMAL may lose the last of it.
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        "PRAGMA cache_size=-64000; PRAGMA mmap_size=134217728;"
    ),
}
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = SQLITE_OPTIONS
else:
    _database["CONN_HEALTH_CHECKS"] = True

# --- background jobs: the database is the queue of record, the broker only a doorbell
REDIS_URL = env.address("REDIS_URL", ("redis", "rediss"), "redis://host:6379/0")
CELERY_BROKER_URL = REDIS_URL or "memory://localhost/"
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "Europe/Brussels"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 16  # jobs are short; a row is claimed when its job starts, not when it is fetched
CELERY_WORKER_CONCURRENCY = env.number("JOB_PROCESSES", default=2, least=1, most=64)
CELERY_TASK_ACKS_LATE = False  # a lost ring costs a second: the sweep rings again, and the row counts the attempts
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# Two installations may share one Redis: each rings its own bell.
_place = repr([_database.get(part) for part in ("ENGINE", "HOST", "PORT", "NAME")])
_own_bell = f"wegwijzer-{sha256(_place.encode()).hexdigest()[:12]}:"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"global_keyprefix": _own_bell, "socket_connect_timeout": 2, "socket_timeout": 5}
    if REDIS_URL
    else {"polling_interval": 0.1}
)
# By queue, functions of the moment that name what waits: [(task, id)]. A worker asks those of its queues each second.
# What takes minutes has a queue of its own: no mail waits behind a document.
JOB_SOURCES = {
    "jobs": ["wegwijzer.jobs.tasks.due", "wegwijzer.outbox.tasks.due"],
    "pdf": ["wegwijzer.reports.tasks.due"],
}
CELERY_TASK_QUEUES = [Queue(name) for name in JOB_SOURCES]  # a worker that names none takes both
CELERY_TASK_DEFAULT_QUEUE = "jobs"
CELERY_TASK_ROUTES = {"wegwijzer.reports.tasks.*": {"queue": "pdf"}}
REPORT_PROCESSES = env.number("REPORT_PROCESSES", default=2, least=1, most=64)
# Times are Belgian. What is called gets the moment, may run twice, and returns a line about what it did.
PERIODIC_JOBS: dict[str, Any] = {
    "remind": {"call": "wegwijzer.reminders.sweep.remind", "every_minutes": 15},
    "note_deadlines": {"call": "governance.tasks.note_deadlines", "daily_at": "00:10"},
    "clear_sessions": {"call": "wegwijzer.jobs.cleaning.clear_sessions", "daily_at": "03:10"},
    "clear_runs": {"call": "wegwijzer.jobs.cleaning.clear_runs", "daily_at": "03:20"},
    "clear_notices": {"call": "wegwijzer.reminders.cleaning.clear_notices", "daily_at": "03:25"},
    "clear_message_texts": {"call": "wegwijzer.outbox.cleaning.clear_texts", "daily_at": "03:30"},
    "clear_mail_folder": {"call": "wegwijzer.outbox.cleaning.clear_mail_folder", "daily_at": "03:35"},
    "remove_report_files": {"call": "wegwijzer.reports.cleaning.remove_files", "daily_at": "03:40"},
    "clear_lost_files": {"call": "wegwijzer.jobs.lost_files.clear", "daily_at": "03:50"},
}
# Functions of the moment of a back-up that was put back, called before it counts; each returns a line (Dutch).
AFTER_RESTORE = ["wegwijzer.outbox.restored.hold_back", "wegwijzer.reminders.restored.hold_back"]

# --- mail: a folder of .eml files until EMAIL_URL says otherwise
EMAIL_BACKEND = "wegwijzer.outbox.mail_folder.EmailBackend"
vars().update(env.mail_server("EMAIL_URL"))
MAIL_FOLDER = DATA_DIR / "mail"
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = env.mail_address("DEFAULT_FROM_EMAIL", default="Wegwijzer <wegwijzer@example.org>")
# Where people write to about the site itself; stands on the pages on accessibility and privacy.
CONTACT_EMAIL = env.mail_address("CONTACT_EMAIL")
HOST, PORT = env.text("HOST", default="127.0.0.1"), env.number("PORT", default=8000, least=1, most=65_535)
SITE_URL = env.site("SITE_URL", default=f"http://127.0.0.1:{PORT}")

# --- files
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # empty until collectstatic; the server of files wants it there
_bootstrap = find_spec("bootstrap")  # from the package bootstrap-wrapper
assert _bootstrap is not None
assert _bootstrap.submodule_search_locations
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("bootstrap", Path(_bootstrap.submodule_search_locations[0])),
]
WHITENOISE_ALLOW_ALL_ORIGINS = False  # our files are for our pages
_bucket = env.object_storage("STORAGE_URL", on_sqlite=_database["ENGINE"].endswith("sqlite3"))
STORAGES = {
    "default": _bucket or {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "files"  # never served by address: documents go through the gate
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
DOCUMENT_MAX_BYTES = env.number("DOCUMENT_MAX_MB", default=25, least=1, most=500) * 1024 * 1024

# --- reports: what one document may take, and how long it stays
REPORT_SECONDS = env.number("REPORT_SECONDS", default=300, least=10, most=3600)
REPORT_MEMORY_MB = env.number("REPORT_MEMORY_MB", default=1024, least=256, most=65_536)
REPORT_DAYS = env.number("REPORT_DAYS", default=30, least=1, most=3650)  # that its file stays; it can be made again

# --- language and time
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
MAIL_LANGUAGES = [("nl", "Nederlands"), ("fr", "Français"), ("en", "English")]  # of the reminders
LOCALE_PATHS = [BASE_DIR / "wegwijzer" / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/Brussels"
USE_TZ = True
FORMAT_MODULE_PATH = ["wegwijzer.formats"]

# --- people
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "entrance:login"
LOGIN_REDIRECT_URL = "home:start"
LOGOUT_REDIRECT_URL = "entrance:logged_out"
PASSWORD_RESET_TIMEOUT = 60 * 60
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "wegwijzer.entrance.passwords.LongEnoughValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# The screen of a meeting stays open for as long as the meeting lasts; both limits hold on the server.
SESSION_IDLE_MINUTES = env.number("SESSION_IDLE_MINUTES", default=120, least=1, most=1440)
SESSION_HOURS = env.number("SESSION_HOURS", default=8, least=1, most=24)
SESSION_COOKIE_AGE = SESSION_HOURS * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
AUTHOR_COOKIE_NAME = "__Host-author" if HTTPS else "author"  # which login this browser was last used by
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_FAILURE_VIEW = "wegwijzer.ui.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- headers
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
# Only behind a proxy of ours may a header say where a request came from.
BEHIND_PROXY = env.flag("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 63072000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        # Text becomes markup only through the one policy in app.js, and never becomes code.
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["default"],
    }
}

# --- what the machine says about itself
ERROR_HOOK, ERROR_EMAIL = env.function("ERROR_HOOK"), env.mail_address("ERROR_EMAIL")
METRICS_TOKEN = env.secret("METRICS_TOKEN")
LOG_FORMAT = env.one_of("LOG_FORMAT", FORMATS, default="line")
LOG_LEVEL = env.one_of("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"), default="INFO")
LOGGING = logging_for(LOG_FORMAT, LOG_LEVEL, tells_faults=bool(ERROR_HOOK or ERROR_EMAIL))

if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Argon2 would cost 0.3 s a person
    STORAGES["default"] = {"BACKEND": "django.core.files.storage.FileSystemStorage"}  # nobody's bucket
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # from the sources: nothing has been collected

env.refuse_lookalikes()
