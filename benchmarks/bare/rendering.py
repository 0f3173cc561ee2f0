"""Renders an article of the bare site again and again, as often as it is told.

Reads numbers from standard input; for each renders so many times and answers with the milliseconds
of each, its queries and its bytes, as a line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

import django
from django.conf import settings

PARAGRAPHS, ARTICLES = 22, 30
INSTALLED = [
    "benchmarks.bare", "wagtail.users", "wagtail.images", "wagtail.documents", "wagtail.search",
    "wagtail.admin", "wagtail", "modelcluster", "taggit", "django.contrib.auth",
    "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
]  # fmt: skip
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


def set_up(folder: Path) -> None:
    settings.configure(
        SECRET_KEY="a benchmark's",
        ALLOWED_HOSTS=["localhost"],
        INSTALLED_APPS=INSTALLED,
        # Tables without migrations: they take a minute and make nothing that is measured.
        MIGRATION_MODULES={name.rpartition(".")[2]: None for name in INSTALLED}
        | dict.fromkeys(("wagtailcore", "wagtailusers", "wagtailimages"))
        | dict.fromkeys(("wagtaildocs", "wagtailsearch", "wagtailadmin")),
        MIDDLEWARE=MIDDLEWARE,
        ROOT_URLCONF="wagtail.urls",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "bare.db"}},
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        MEDIA_ROOT=folder / "media",
        STATIC_URL="/static/",
        USE_TZ=True,
        LANGUAGE_CODE="en",
        WAGTAIL_SITE_NAME="bare",
        WAGTAILADMIN_BASE_URL="http://localhost",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()


def fill() -> str:
    """Make the site and return an article's address."""
    from django.core.files.base import ContentFile  # noqa: PLC0415  (after django.setup)
    from django.core.management import call_command  # noqa: PLC0415
    from PIL import Image as Picture  # noqa: PLC0415
    from wagtail.images.models import Image  # noqa: PLC0415
    from wagtail.models import Collection, Locale, Page, Site  # noqa: PLC0415

    from benchmarks.bare.models import Article  # noqa: PLC0415

    call_command("migrate", run_syncdb=True, verbosity=0)
    Locale.objects.create(language_code="en")
    Collection.add_root(name="Root")
    home = Page.add_root(title="الرئيسية", slug="home")
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    for number in range(6):
        home.add_child(instance=Page(title=f"قسم {number}", slug=f"s{number}", show_in_menus=True))
    file = Path(settings.MEDIA_ROOT) / "p.png"
    file.parent.mkdir()
    Picture.new("RGB", (1200, 800)).save(file)
    picture = Image.objects.create(title="p", file=ContentFile(file.read_bytes(), "p.png"))
    text = "<p>" + "كلمة أخرى من الخبر " * 15 + "</p>"
    body = [{"type": "paragraph", "value": text} for _ in range(PARAGRAPHS)]
    for number in range(ARTICLES):
        article = Article(
            title=f"عنوان {number}",
            slug=f"a{number}",
            kicker="تمهيد",
            lead="مقدمة الخبر " * 10,
            body=json.dumps(body),
            picture=picture,
        )
        home.add_child(instance=article)
        article.save_revision().publish()
    return "/a7/"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder))
        address = fill()
        from django.db import connection  # noqa: PLC0415  (after django.setup)
        from django.test import Client  # noqa: PLC0415
        from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

        client = Client(headers={"host": "localhost"})
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            body = client.get(address).content
        # Counted here: the next request empties the log.
        queries = len(captured)
        for line in sys.stdin:
            times = []
            for _ in range(int(line)):
                begun = time.perf_counter()
                assert client.get(address).status_code == 200
                times.append((time.perf_counter() - begun) * 1000)
            print(json.dumps({"times": times, "queries": queries, "bytes": len(body)}))
            sys.stdout.flush()


if __name__ == "__main__":
    os.sched_setaffinity(0, {0})
    main()
