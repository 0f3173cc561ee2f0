"""A tiny website that prints what lies in a folder, and counts how often it did.

Its views read files, so that several processes can be told at once what to print.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import path

from khabar.delivery.declaring import add_keys, finished
from khabar.delivery.sharing import share

HOST = "news.example"
EVERYTHING = "br, gzip"


def folder() -> Path:
    return Path(settings.PRESS_FOLDER)


@contextmanager
def printing(request: HttpRequest) -> Iterator[None]:
    """Note that a page was printed, and take as long and fail as often as the folder says."""
    with (folder() / "printed").open("a") as log:
        log.write(f"{request.get_full_path()}\n")
    if (folder() / "broken").exists():
        raise RuntimeError("the press is broken")
    yield
    if (folder() / "delay").exists():
        time.sleep(float((folder() / "delay").read_text()))


def text_of(number: int) -> str:
    file = folder() / f"story-{number}"
    if not file.exists():
        raise Http404
    add_keys("section/politics")
    return file.read_text()


@finished(keys=lambda request, number: [f"story/{number}"])
def story(request: HttpRequest, number: int) -> HttpResponse:
    with printing(request):
        return HttpResponse(f"<h1>{text_of(number)}</h1>" + "<p>خبر</p>" * 100)


@finished(seconds=0, stale_while_revalidate=600, keys=["latest/ar"])
def passing_fast(request: HttpRequest) -> HttpResponse:
    with printing(request):
        return HttpResponse(text_of(1))


@finished(seconds=0, stale_while_revalidate=0, keys=["latest/ar"])
def passing_at_once(request: HttpRequest) -> HttpResponse:
    with printing(request):
        return HttpResponse(text_of(1))


@finished(query=("page", "after"))
def listing(request: HttpRequest) -> HttpResponse:
    with printing(request):
        given = ", ".join(f"{name}={value}" for name, value in sorted(request.GET.items()))
        return HttpResponse(f"list of {given}")


@finished()
def beside(request: HttpRequest, number: int) -> HttpResponse:
    """Print story 1, which stands beside each of these pages alike."""

    def story_beside() -> str:
        add_keys("story/1")
        with printing(request):
            return text_of(1)

    return HttpResponse(f"page {number} beside {share('story 1', story_beside)}")


@finished()
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    with printing(request):
        return HttpResponse(f"topic {slug}")


@finished()
def echo(request: HttpRequest) -> HttpResponse:
    """Print all that a page could be poisoned with."""
    shown = {key: value for key, value in request.META.items() if isinstance(value, str)}
    return HttpResponse(f"{request.build_absolute_uri()} {shown} {request.COOKIES}")


def undeclared(request: HttpRequest) -> HttpResponse:
    with printing(request):
        return HttpResponse(f"{request.method} {request.headers.get('X-Name', '')}")


def says_public(request: HttpRequest) -> HttpResponse:
    return HttpResponse("public", headers={"Cache-Control": "public, max-age=5"})


@finished()
def setting_a_cookie(request: HttpRequest) -> HttpResponse:
    with printing(request):
        response = HttpResponse("cookie")
        response.set_cookie("reader", "17")
        return response


@finished()
def with_header(request: HttpRequest, name: str, value: str) -> HttpResponse:
    with printing(request):
        return HttpResponse("header", headers={name: value})


@finished()
def with_status(request: HttpRequest, status: int) -> HttpResponse:
    with printing(request):
        return HttpResponse(f"status {status}" * 50, status=status)


@finished()
def moved(request: HttpRequest) -> HttpResponse:
    return HttpResponsePermanentRedirect("/ar/1/")


@finished()
def picture(request: HttpRequest) -> HttpResponse:
    return HttpResponse(os.urandom(1000), content_type="image/avif")


urlpatterns = [
    path("ar/<int:number>/", story),
    path("ar/fast/", passing_fast),
    path("ar/at-once/", passing_at_once),
    path("ar/list/", listing),
    path("ar/beside/<int:number>/", beside),
    path("ar/topic/<str:slug>/", topic),
    path("ar/echo/", echo),
    path("ar/undeclared/", undeclared),
    path("ar/public/", says_public),
    path("ar/cookie/", setting_a_cookie),
    path("ar/header/<str:name>/<str:value>/", with_header),
    path("ar/status/<int:status>/", with_status),
    path("ar/moved/", moved),
    path("ar/picture/", picture),
    path("static/style.css", undeclared),
    path("livez", says_public),
]


def settings_for(where: Path, **more: Any) -> dict[str, Any]:
    """Return the settings of the tiny website, its pages and its press in `where`."""
    return {
        "ROOT_URLCONF": __name__,
        "MIDDLEWARE": [],
        "ALLOWED_HOSTS": [HOST, "other.example"],
        "URL": f"https://{HOST}",
        "SECURE_SSL_REDIRECT": False,
        "SECURE_PROXY_SSL_HEADER": None,
        "STATIC_URL": "/static/",
        "MEDIA_URL": "/media/",
        "SESSION_COOKIE_NAME": "desk",
        "PRESS_FOLDER": str(where),
        "KHABAR_PAGES_FOLDER": where / "pages",
        "KHABAR_PAGES_DEBOUNCE": 0.0,
        **more,
    }


@dataclass
class Answer:
    """What a reader gets."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(
    application: Any,
    address: str,
    *,
    method: str = "GET",
    host: str = HOST,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Ask a WSGI application as a server does."""
    path_info, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path_info.encode().decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "203.0.113.9",
        "HTTP_HOST": host,
        "wsgi.url_scheme": "http",
        "wsgi.input": open(os.devnull, "rb"),  # noqa: SIM115
        "wsgi.errors": None,
    }
    for name, value in (headers or {}).items():
        environ[f"HTTP_{name.upper().replace('-', '_')}"] = value
    told: list[Any] = []
    answer = application(environ, lambda status, pairs, exc_info=None: told.append((status, pairs)))
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    environ["wsgi.input"].close()
    ((status, pairs),) = told
    return Answer(int(status[:3]), {name.lower(): value for name, value in pairs}, body)


def work(where: str, pipe: Any) -> None:
    """Be a worker in a process of its own: answer each address that comes through the pipe."""
    settings.configure(SECRET_KEY="a test's", **settings_for(Path(where)))
    django.setup()
    from khabar.delivery.purging import purge  # noqa: PLC0415  (after the settings)
    from khabar.delivery.serving import FinishedPages  # noqa: PLC0415

    application = FinishedPages(WSGIHandler())
    deeds = {"ask": lambda address: ask(application, address), "purge": purge}
    pipe.send("ready")
    while message := pipe.recv():
        deed, arguments, more = message
        pipe.send(deeds[deed](*arguments, **more))
