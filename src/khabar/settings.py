"""The settings of an installation, every one read from the environment here and nowhere else.

`docs/reference/settings.md` lists each name with its meaning and default. Nothing has to be set:
without any of them an installation keeps everything in `./var` and answers on localhost alone.
"""

from __future__ import annotations

import os
import secrets
import sys
import tomllib
from pathlib import Path
from typing import Any, cast, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pysqlite3
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env, validate

from khabar.language.digits import DigitSystem
from khabar.language.editions import Calendar, Edition, MonthStyle, SecondCalendar

# The SQLite that most systems carry can corrupt a database in WAL mode (fixed in 3.51.3), so
# Django is given the one that pysqlite3 brings. `khabar.publishing.checks` refuses an older one.
sys.modules["sqlite3"] = pysqlite3

env = Env()


def var_folder() -> Path:
    """Make and return the one folder that an installation writes to (`KHABAR_VAR`)."""
    folder = env.path("KHABAR_VAR", Path("var")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def kept_secret(folder: Path) -> str:
    """Return the secret key, making one that only this user can read where there is none."""
    if given := env.str("KHABAR_SECRET_KEY", ""):
        return given
    file = folder / "secret-key"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(descriptor, "w") as handle:
        handle.write(secrets.token_urlsafe(64))
    return file.read_text().strip()


def database(folder: Path) -> dict[str, Any]:
    """Read `DATABASE_URL`: SQLite in the var folder unless it names another database."""
    config: dict[str, Any] = env.dj_db_url("DATABASE_URL", f"sqlite:///{folder / 'khabar.db'}")
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            # Without IMMEDIATE a read that turns into a write fails at once under contention.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-32768;"
            ),
        }
        return config
    if config["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL must name a sqlite or a postgresql database.")
    return config | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def theme_folder() -> Path | None:
    """Return the theme's folder (`KHABAR_THEME`). Raises an error where there is no such folder."""
    given = env.str("KHABAR_THEME", "")
    folder = Path(given).resolve() if given else None
    if folder and not folder.is_dir():
        raise ImproperlyConfigured(f"KHABAR_THEME names {folder}, but there is no such folder.")
    return folder


def theme_faces(folder: Path | None) -> dict[str, str]:
    """Return the `[faces]` of the theme's `theme.toml`: a `font-family` for each name."""
    file = folder / "theme.toml" if folder else None
    if not file or not file.exists():
        return {}
    try:
        faces = tomllib.loads(file.read_text()).get("faces", {})
        return {str(name): str(families) for name, families in faces.items()}
    except (ValueError, AttributeError) as error:
        raise ImproperlyConfigured(f"{file} can't be read: {error}") from error


VAR = var_folder()
THEME = theme_folder()
THEME_FACES = theme_faces(THEME)
SECRET_KEY = kept_secret(VAR)
DEBUG = env.bool("KHABAR_DEBUG", False)

# The address that readers use. Links in feeds and share cards are made from it.
URL = env.str("KHABAR_URL", "http://localhost:8000").rstrip("/")
HTTPS = urlsplit(URL).scheme == "https"
ALLOWED_HOSTS = env.list(
    "KHABAR_HOSTS", [urlsplit(URL).hostname or "", "localhost", "127.0.0.1", "[::1]"]
)
CSRF_TRUSTED_ORIGINS = [URL]
WAGTAILADMIN_BASE_URL = URL

if HTTPS:
    SECURE_SSL_REDIRECT = env.bool("KHABAR_SSL_REDIRECT", True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.int("KHABAR_HSTS_SECONDS", 31_536_000)
    SESSION_COOKIE_NAME = "__Host-desk"
    CSRF_COOKIE_NAME = "__Host-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

CONTENT_SECURITY_POLICY = {
    # Wagtail's admin needs inline code; readers' pages must do without any.
    "EXCLUDE_URL_PREFIXES": ("/desk/",),
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    },
}

INSTALLED_APPS = [
    "khabar.website",
    "khabar.newsroom",
    "khabar.ingest",
    "khabar.syndication",
    "khabar.fronts",
    "khabar.related",
    "khabar.search",
    "khabar.comments",
    "khabar.stories",
    "khabar.adverts",
    "khabar.topics",
    "khabar.contributors",
    "khabar.branding",
    "khabar.naming",
    "khabar.media",
    "khabar.accounts",
    "khabar.dating",
    "khabar.delivery",
    "khabar.publishing",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "khabar.urls"
WSGI_APPLICATION = "khabar.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [THEME / "templates"] if THEME else [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "khabar.branding.showing.brand_for_templates",
            ],
        },
    },
]

DATABASES = {"default": database(VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "khabar_accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]

# Mail: where it is handed in, and whom it is from.
MAIL = env.dj_email_url("KHABAR_MAIL_URL", "smtp://localhost:25")
EMAIL_BACKEND, EMAIL_TIMEOUT = MAIL["EMAIL_BACKEND"], 10
EMAIL_HOST, EMAIL_PORT = MAIL["EMAIL_HOST"], MAIL["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL["EMAIL_HOST_USER"], MAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL["EMAIL_USE_TLS"], MAIL["EMAIL_USE_SSL"]
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str(
    "KHABAR_MAIL_FROM", f"khabar@{urlsplit(URL).hostname or 'localhost'}"
)

USE_I18N = USE_TZ = True
TIME_ZONE = env.str("KHABAR_TIME_ZONE", "Asia/Tehran")
# The desk's own language; each editor may choose another in the account settings.
LANGUAGE_CODE = env.str("KHABAR_DESK_LANGUAGE", "ar")
LANGUAGES = [("ar", _("Arabic")), ("fa", _("Persian")), ("en", _("English"))]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
FORMAT_MODULE_PATH = "khabar.locale"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE = False


def choice(name: str, default: str, choices: Any) -> str:
    """Read one of the words of a `Literal`. Raises an error that names the variable."""
    return env.str(name, default, validate=validate.OneOf(get_args(choices)))


def edition(
    language: str, *, title: str, country: str, calendar: str, second: str, digits: str
) -> Edition:
    """Describe one language's edition; each part can be set by `KHABAR_<PART>_<LANGUAGE>`."""
    suffix = language.upper()
    first = choice(f"KHABAR_CALENDAR_{suffix}", calendar, Calendar)
    # Whoever only changes the first calendar needn't think of the second.
    second = choice(
        f"KHABAR_SECOND_CALENDAR_{suffix}", "none" if second == first else second, SecondCalendar
    )
    return Edition(
        language=language,
        title=env.str(f"KHABAR_TITLE_{suffix}", title),
        country=env.str(f"KHABAR_COUNTRY_{suffix}", country),
        time_zone=ZoneInfo(env.str(f"KHABAR_TIME_ZONE_{suffix}", TIME_ZONE)),
        calendar=cast(Calendar, first),
        digits=cast(DigitSystem, choice(f"KHABAR_DIGITS_{suffix}", digits, DigitSystem)),
        month_style=cast(MonthStyle, choice(f"KHABAR_MONTHS_{suffix}", "country", MonthStyle)),
        second_calendar=cast(SecondCalendar, second),
    )


EDITIONS = {
    "ar": edition(
        "ar", title="خبر", country="EG", calendar="gregorian", second="hijri", digits="latn"
    ),
    "fa": edition(
        "fa", title="خبر", country="IR", calendar="jalali", second="gregorian", digits="arabext"
    ),
    "en": edition(
        "en", title="Khabar", country="GB", calendar="gregorian", second="none", digits="latn"
    ),
}

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
# What a theme brings is found before what the apps bring.
STATICFILES_DIRS = [THEME / "static"] if THEME and (THEME / "static").is_dir() else []
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "khabar.website.gathering.StyleSheetFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAIL_SITE_NAME = "Khabar"
WAGTAILIMAGES_IMAGE_MODEL = "khabar_media.Picture"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_AUTO_UPDATE_PREVIEW = True
# Stories are found by our own index, everything else by Wagtail's in the database.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "khabar.search.finding_at_the_desk.StoryBackend"}}

# Finished pages: where they lie, how much of the disk they may take and each web process's memory.
KHABAR_PAGES_FOLDER = env.path("KHABAR_PAGES_FOLDER", VAR / "pages")
KHABAR_PAGES_DISK = env.int("KHABAR_PAGES_DISK", 1024) * 1024 * 1024
KHABAR_PAGES_MEMORY = env.int("KHABAR_PAGES_MEMORY", 64) * 1024 * 1024
# What stands in front of us and is told what to forget, as JSON: [{"BACKEND": "…", …}].
KHABAR_PAGES_IN_FRONT = env.json("KHABAR_PAGES_IN_FRONT", [])

# How many proxies of our own stand in front and write `X-Forwarded-For`.
PROXIES = env.int("KHABAR_PROXIES", 1 if HTTPS else 0)
# Comments: what of the disk their spool leaves free, what is kept of a reader and for how long.
COMMENTS_RESERVE = env.int("KHABAR_COMMENTS_RESERVE", 32) * 1024 * 1024
COMMENTS_NETWORK_DAYS = env.int("KHABAR_COMMENTS_NETWORK_DAYS", 30)
COMMENTS_EMAIL_DAYS = env.int("KHABAR_COMMENTS_EMAIL_DAYS", 365)
COMMENTS_SPAM_DAYS = env.int("KHABAR_COMMENTS_SPAM_DAYS", 30)
# So many comments a minute in one process are taken for an attack.
COMMENTS_ATTACK = env.int("KHABAR_COMMENTS_ATTACK", 120)
# Whether Akismet is asked about comments, where, and how long at most. Without a key it isn't.
COMMENTS_AKISMET_KEY = env.str("KHABAR_AKISMET_KEY", "")
COMMENTS_AKISMET_URL = env.str("KHABAR_AKISMET_URL", "https://rest.akismet.com/1.1/comment-check")
COMMENTS_AKISMET_SECONDS = env.float("KHABAR_AKISMET_SECONDS", 3.0)

# Whether stories that were read can be read again without a network.
OFFLINE_READING = env.bool("KHABAR_OFFLINE_READING", True)

# What upper layers hand to lower ones by name, so that no import points upwards.
STORY_TEMPLATE = "khabar_website/story.html"
FRONT_PREVIEW = "khabar.website.views.fronts.preview_front"
# After how many hours the desk warns of a front's container that is only filled by hand.
FRONT_STALE_HOURS = env.int("KHABAR_FRONT_STALE_HOURS", 12)
# Hosts whose pages may stand in a story as a link that a reader opens: no reader's page
# asks another host for anything.
EMBED_HOSTS = env.list(
    "KHABAR_EMBED_HOSTS",
    ["youtube.com", "youtu.be", "vimeo.com", "aparat.com", "x.com", "soundcloud.com", "t.me"],
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("KHABAR_LOG_LEVEL", "WARNING")},
}
