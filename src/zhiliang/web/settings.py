"""Settings for every installation; what differs is read from the environment.

ZHILIANG_VAR         data folder (default ./var)
DATABASE_URL         default SQLite in the data folder; postgresql://user:password@host/name
ZHILIANG_HOSTS       host names served, separated by commas
ZHILIANG_SECRET_KEY  default: made once and kept in the data folder
ZHILIANG_PERSONAL_KEY  keys of personal values, newest first; default: made once and kept likewise
ZHILIANG_TASKS       "immediate" runs work at once instead of queueing it (tests)
ZHILIANG_SESSION_MINUTES  idle minutes after which a session ends (default 30)
ZHILIANG_SIGN_IN_ATTEMPTS, ZHILIANG_SIGN_IN_LOCK_MINUTES  failures before a lock, and its length
ZHILIANG_HTTPS       "1" (default where ZHILIANG_HOSTS is set) behind a proxy that speaks HTTPS and
                     sets X-Forwarded-Proto: cookies travel only encrypted; "0" gives that up
ZHILIANG_PASSWORD_DAYS  days after which a password must be changed (default 90; 0: never)
ZHILIANG_OPEN311_KEYS  who may post by Open311: NAME:SHA256 of the api_key, separated by commas
ZHILIANG_READINGS    a YAML file with other limits for taking in readings of monitoring devices
ZHILIANG_DEBUG       "1" shows tracebacks to the developer
"""

import os
from pathlib import Path
from typing import Any

from zhiliang.core.database import database_settings
from zhiliang.core.secret import stored_secret
from zhiliang.web.static_policy import allow_inline

PACKAGE = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("ZHILIANG_VAR") or "var").resolve()
# password hashes, sessions, evidence and keys lie below: nobody else on the machine reads them
VAR.mkdir(mode=0o700, parents=True, exist_ok=True)

DEBUG = os.environ.get("ZHILIANG_DEBUG") == "1"
SECRET_KEY = os.environ.get("ZHILIANG_SECRET_KEY") or stored_secret(VAR / "keys" / "site.secret")
HOSTS = [host for host in os.environ.get("ZHILIANG_HOSTS", "").split(",") if host]
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *HOSTS]
# a name of its own means that people come over a network: then nothing travels unencrypted
HTTPS = os.environ.get("ZHILIANG_HTTPS", "1" if HOSTS else "0") == "1"

SYSTEMS = [
    f"zhiliang.systems.{path.parent.name}"
    for path in sorted((PACKAGE / "systems").glob("*/__init__.py"))
]
EVALUATION = ["zhiliang.evaluation"] if (PACKAGE / "evaluation" / "__init__.py").exists() else []

# core stands before Django's own so that its commands and templates win
INSTALLED_APPS = [
    "zhiliang.core",
    "zhiliang.core.pages",
    *SYSTEMS,
    *EVALUATION,
    "zhiliang.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tables2",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "zhiliang.web.content_policy.ContentPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "zhiliang.web.read_once.ReadOnceMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zhiliang.web.body_limit.BodyLimitMiddleware",
    "zhiliang.web.own_password.OwnPasswordMiddleware",
]

ROOT_URLCONF = "zhiliang.web.urls"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zhiliang.web.frame.frame",
            ],
        },
    },
]

DATABASES = {"default": database_settings(os.environ.get("DATABASE_URL", ""), var=VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "core.Person"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "display_name", "email")},
    },
    *(
        {"NAME": f"django.contrib.auth.password_validation.{name}"}
        for name in (
            "MinimumLengthValidator",
            "CommonPasswordValidator",
            "NumericPasswordValidator",
        )
    ),
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "zhiliang.web.storage.VersionedStatic"},
}
# served straight from the packages; an address changes with its content, so it may be kept
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ADD_HEADERS_FUNCTION = allow_inline
WHITENOISE_MAX_AGE = 0 if DEBUG else 365 * 24 * 3600

DJANGO_TABLES2_TEMPLATE = "partials/table.html"

LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "account"
LOGOUT_REDIRECT_URL = "cockpit"
# GB/T 22239-2019 8.1.4.1: a session ends when nobody works at it
SESSION_COOKIE_AGE = int(os.environ.get("ZHILIANG_SESSION_MINUTES", "30")) * 60
PASSWORD_DAYS = int(os.environ.get("ZHILIANG_PASSWORD_DAYS", "90"))
SIGN_IN_ATTEMPTS = int(os.environ.get("ZHILIANG_SIGN_IN_ATTEMPTS", "5"))
SIGN_IN_LOCK_MINUTES = int(os.environ.get("ZHILIANG_SIGN_IN_LOCK_MINUTES", "15"))
OPEN311_KEYS = dict(
    pair.strip().split(":", 1)
    for pair in os.environ.get("ZHILIANG_OPEN311_KEYS", "").split(",")
    if ":" in pair
)
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "zhiliang.web.views.refused.csrf_refused"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in HOSTS if HTTPS]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if os.environ.get("ZHILIANG_TASKS") == "immediate"
        else "django_tasks_db.DatabaseBackend",
    }
}

# form fields beyond this are refused before a view sees them, and all a visitor may send
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# with a file: more than any feed takes, so that a page can say what is wrong with a large one
LARGEST_BODY = 256 * 1024 * 1024
