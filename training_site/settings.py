"""Every setting of the site, read from the environment; the defaults are production's."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name: str, default: str = "") -> str:
    """The environment variable, or the default where it is absent or empty."""
    return os.environ.get(name, "") or default


def env_list(name: str, default: str = "") -> list[str]:
    """A comma-separated environment variable as a list."""
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


# --- What kind of site this is -------------------------------------------------------------

MODE = env("MODE", "production")
if MODE not in {"production", "development"}:
    raise ImproperlyConfigured(f"MODE is {MODE!r}; it is either production or development.")
DEVELOPMENT = MODE == "development"
DEBUG = env("DEBUG") == "1"
if DEBUG and not DEVELOPMENT:
    raise ImproperlyConfigured("DEBUG=1 shows secrets to strangers; production refuses to start.")

DEMO_SECRET_KEY = "development-only-never-in-production-" + "x" * 20
SECRET_KEY = env("SECRET_KEY", DEMO_SECRET_KEY if DEVELOPMENT else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set; production refuses to start without one.")
if SECRET_KEY == DEMO_SECRET_KEY and not DEVELOPMENT:
    raise ImproperlyConfigured("SECRET_KEY is the demo key; production needs one of its own.")
RECEIPT_KEY = env("RECEIPT_KEY", f"receipts {SECRET_KEY}")  # signs what was saved in an exam

PORT = env("PORT", "8000")
SITE_URL = env("SITE_URL", f"http://localhost:{PORT}").rstrip("/")
SITE_HOST = urlsplit(SITE_URL).hostname or "localhost"
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", f"{SITE_HOST},localhost,127.0.0.1")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
DATA_DIR = Path(env("DATA_DIR", str(BASE_DIR / "var"))).resolve()

# --- Applications ---------------------------------------------------------------------------

INSTALLED_APPS = [
    "training_site.apps.TrainingSiteConfig",
    "certificates.apps.CertificatesConfig",
    "assessments.apps.AssessmentsConfig",
    "courses.apps.CoursesConfig",
    "people.apps.PeopleConfig",
    "operations.apps.OperationsConfig",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.table_block",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "people.apps.CenterUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "people.apps.SessionsConfig",
    "django_htmx",
    "ninja",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "training_site.middleware.Utf8Middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "training_site.middleware.ReaderLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "training_site.middleware.StaffMultiFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "training_site.middleware.PrivateByDefaultMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "training_site.urls"
WSGI_APPLICATION = "training_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["training_site.templatetags.components"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "training_site.context.site",
            ],
        },
    }
]

# --- Databases and cache --------------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.parse(
        env("DATABASE_URL", f"sqlite:///{DATA_DIR}/training.sqlite3"),
        conn_max_age=int(env("DATABASE_CONNECTION_SECONDS", "60")),
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # A read lock can't be upgraded while others write: take the write lock at once.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000;"
        ),
    }
else:
    DATABASES["default"]["OPTIONS"] = {
        "options": "-c lock_timeout=5000 -c statement_timeout=30000",
        "connect_timeout": 5,
    }

REDIS_URL = env("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": REDIS_URL,
        # A cache that does not answer counts as a miss: it must never take a page down with it.
        "OPTIONS": {
            "IGNORE_EXCEPTIONS": True,
            "SOCKET_CONNECT_TIMEOUT": 0.1,
            "SOCKET_TIMEOUT": 0.1,
        },
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entries"}
}

# --- People and sign-in ---------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "people.hashers.CenterArgon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "people.forms.SignupDetailsForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_ADAPTER = "people.account_adapter.AccountAdapter"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(SITE_URL).scheme
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEVELOPMENT
MFA_TOTP_ISSUER = env("SITE_NAME", "IP Training Center")
USERSESSIONS_TRACK_ACTIVITY = False
STAFF_MFA_REQUIRED = not DEVELOPMENT
ALLAUTH_TRUSTED_PROXY_COUNT = int(env("TRUSTED_PROXY_COUNT", "0" if DEVELOPMENT else "1"))

# --- Languages and time ---------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_libraries"]
USE_I18N = WAGTAIL_I18N_ENABLED = True
TIME_ZONE = env("TIME_ZONE", "Asia/Shanghai")
USE_TZ = True
LANGUAGE_COOKIE_SECURE = not DEVELOPMENT
LANGUAGE_COOKIE_SAMESITE = "Lax"

# --- Files ----------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", str(DATA_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "training_site" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_ROOT = DATA_DIR / "private"
S3_BUCKET = env("S3_BUCKET")
S3_OPTIONS = {
    "bucket_name": S3_BUCKET,
    "endpoint_url": env("S3_ENDPOINT_URL") or None,
    "region_name": env("S3_REGION") or None,
    "access_key": env("S3_ACCESS_KEY") or None,
    "secret_key": env("S3_SECRET_KEY") or None,
    "file_overwrite": False,
    "default_acl": "private",
}


def file_storage(folder: str, backend: str, location: Path) -> dict[str, object]:
    """Object storage where a bucket is set, a folder otherwise."""
    if S3_BUCKET:
        options = {**S3_OPTIONS, "location": folder}
        return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    return {"BACKEND": backend, "OPTIONS": {"location": str(location)}}


STORAGES = {
    "default": file_storage("media", "django.core.files.storage.FileSystemStorage", MEDIA_ROOT),
    "certificates": file_storage(
        "certificates", "operations.storage.DurableFileSystemStorage", PRIVATE_ROOT / "certificates"
    ),
    "bulk": file_storage(
        "bulk", "operations.storage.DurableFileSystemStorage", PRIVATE_ROOT / "bulk"
    ),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEVELOPMENT
        else "training_site.css_bundle.BundledStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEVELOPMENT

# --- Wagtail --------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = env("SITE_NAME") or _("IP Training Center")
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "courses.search", "SEARCH_CONFIG": "english"}}
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "mp4", "webm", "vtt", "zip"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_MODEL = "courses.CenterDocument"
WAGTAILIMAGES_IMAGE_MODEL = "courses.CenterImage"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILLOCALIZE_SYNC_LOCALE_STATUS_ON_DELETE = False
TAGGIT_CASE_INSENSITIVE = True

# --- Work beside the requests ---------------------------------------------------------------

CELERY_BROKER_URL = env(
    "CELERY_BROKER_URL", "filesystem://" if DEVELOPMENT else "redis://localhost:6379/0"
)
CELERY_FOLDER = DATA_DIR / "celery"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {
        "data_folder_in": str(CELERY_FOLDER / "messages"),
        "data_folder_out": str(CELERY_FOLDER / "messages"),
        "processed_folder": str(CELERY_FOLDER / "processed"),
        "control_folder": str(CELERY_FOLDER / "control"),
        # False would move each message through the system's temporary folder: a copy, not a rename.
        "store_processed": True,
        "polling_interval": 0.25,
    }
    if CELERY_BROKER_URL.startswith("filesystem")
    else {"visibility_timeout": 600, "socket_timeout": 5, "socket_connect_timeout": 5}
)
if CELERY_BROKER_URL.startswith("filesystem"):
    for folder in ("messages", "processed", "control"):
        (CELERY_FOLDER / folder).mkdir(parents=True, exist_ok=True)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    "issue-missing": {"task": "certificates.tasks.issue_missing_certificates", "schedule": 60.0},
    "remind-of-expiry": {"task": "certificates.tasks.remind_of_expiry", "schedule": 21600.0},
    "forget-lists": {"task": "certificates.tasks.forget_lists", "schedule": 3600.0},
    "report-signing-key": {"task": "certificates.tasks.report_signing_key", "schedule": 20.0},
    "publish-status": {"task": "certificates.tasks.publish_status_lists", "schedule": 3600.0},
    "integrate-log": {"task": "certificates.tasks.integrate_log", "schedule": 15.0},
    "revive-jobs": {"task": "certificates.tasks.revive_jobs", "schedule": 60.0},
    "finish-attempts": {"task": "assessments.tasks.finish_attempts", "schedule": 20.0},
    "publish-scheduled": {"task": "training_site.tasks.publish_scheduled", "schedule": 60.0},
    "complete-courses": {"task": "courses.tasks.complete_courses", "schedule": 600.0},
    "tidy": {"task": "operations.tasks.tidy", "schedule": 3600.0},
}

# --- Mail -----------------------------------------------------------------------------------

EMAIL_BACKEND = "operations.mail.OutboxEmailBackend"  # the worker delivers, as said below
_MAILER = "filebased" if DEVELOPMENT else "smtp"
MAIL_DELIVERY_BACKEND = f"django.core.mail.backends.{_MAILER}.EmailBackend"
EMAIL_FILE_PATH = str(DATA_DIR / "mail")
EMAIL_HOST, EMAIL_PORT = env("EMAIL_HOST", "localhost"), int(env("EMAIL_PORT", "25"))
EMAIL_HOST_USER = env("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env("EMAIL_USE_TLS") == "1"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("FROM_EMAIL", f"training@{SITE_HOST}")

# --- Certificates ---------------------------------------------------------------------------

SIGNING_KEYS_DIR = Path(env("SIGNING_KEYS_DIR", str(DATA_DIR / "keys")))
SIGNING_KEYS_PASSPHRASE = env("SIGNING_KEYS_PASSPHRASE", "development" if DEVELOPMENT else "")
PKCS11_MODULE = env("PKCS11_MODULE")  # a token instead of key files, where it is set
PKCS11_TOKEN, PKCS11_PIN = env("PKCS11_TOKEN"), env("PKCS11_PIN")
PKCS11_LABELS = {
    "credential": env("PKCS11_CREDENTIAL_LABEL", "credential"),
    "seal": env("PKCS11_SEAL_LABEL", "seal"),
    "log": env("PKCS11_LOG_LABEL", "log"),
}
ISSUER_DID = "did:web:" + re.sub(r":", "%3A", urlsplit(SITE_URL).netloc)
ISSUER_NAME_ZH = env("ISSUER_NAME_ZH", "长春新区知识产权服务中心")
ISSUER_NAME_EN = env("ISSUER_NAME_EN", "IPR Service Center of Changchun New Area")
VERIFY_RATES = {"address": env("VERIFY_RATE", "60/m/ip"), "guess": env("GUESS_RATE", "20/h/key")}
BULK_RATE = env("BULK_RATE", "20/d")  # lists of one person or key
API_ADDRESS_RATE = env("API_ADDRESS_RATE", "600/m")

# --- Security -------------------------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEVELOPMENT
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = env("SSL_REDIRECT", "0" if DEVELOPMENT else "1") == "1"
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if DEVELOPMENT else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEVELOPMENT
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

_OWN = ["script", "style", "media", "font", "connect", "manifest"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        **{f"{kind}-src": [SELF] for kind in _OWN},
        "img-src": [SELF, "data:"],
        "form-action": [SELF],
        **{name: [NONE] for name in ("base-uri", "frame-ancestors", "object-src")},
    }
}

# --- Logs -----------------------------------------------------------------------------------

_CONSOLE = {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_readiness"]}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"without_readiness": {"()": "training_site.logs.WithoutReadiness"}},
    "handlers": {"console": _CONSOLE},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", "WARNING")},
}
