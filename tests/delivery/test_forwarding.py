"""nginx and Varnish, the real programs with the configurations that we ship, before Khabar."""

from __future__ import annotations

import http.client
import shutil
import socket
import socketserver
import subprocess
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, WSGIServer

import pytest

from khabar.delivery.answering import APOLOGIES
from khabar.delivery.forwarding import NotForwardedError
from khabar.delivery.purging import purge
from khabar.delivery.rerendering import rerender
from tests.delivery.press import HOST, Answer

DEPLOY = Path(__file__).parents[2] / "deploy"
VARNISH = "khabar.delivery.forwarding.VarnishFront"


def program(name):
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    return found or pytest.skip(f"{name} is needed: apt install nginx varnish varnish-modules")


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def get(port, address, headers=None, method="GET"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, address, headers={"Host": HOST, **(headers or {})})
    answer = connection.getresponse()
    pairs = {name.lower(): value for name, value in answer.getheaders()}
    body = answer.read()
    connection.close()
    return Answer(answer.status, pairs, body)


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True


@contextmanager
def web_server(application, port):
    ServerHandler.http_version = "1.1"
    server = _Server(("127.0.0.1", port), _Quiet)
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever, args=[0.05])
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def running(command, port):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 15
        while time.monotonic() < until and process.poll() is None:
            with socket.socket() as trying:
                if trying.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        assert process.poll() is None, command
        yield process
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def varnish(website, settings):
    """Varnish's port and Khabar's."""
    port, behind = free_port(), free_port()
    vcl = website.folder / "khabar.vcl"
    text = (DEPLOY / "varnish.vcl").read_text()
    vcl.write_text(text.replace('.port = "8000"', f'.port = "{behind}"'))
    settings.KHABAR_PAGES_IN_FRONT = [{"BACKEND": VARNISH, "LOCATION": f"http://127.0.0.1:{port}"}]
    command = [
        program("varnishd"),
        "-j",
        "none",
        "-F",
        "-n",
        str(website.folder / "varnish"),
        "-f",
        str(vcl),
    ]
    command += ["-a", f"127.0.0.1:{port}", "-s", "malloc,16m", "-p", "http_gzip_support=off"]
    site = website.restarted()
    with web_server(site.application, behind) as server, running(command, port):
        yield port, server
    site.close()


def test_varnish_keeps_each_encoding_and_hides_the_keys(website, varnish):
    port, _server = varnish
    for accepted, encoding in (("br, gzip", "br"), ("gzip", "gzip"), ("br;q=0", None)):
        for _ in range(2):
            answer = get(port, "/ar/1/?utm_source=x", {"Accept-Encoding": accepted})
            assert answer.headers.get("content-encoding") == encoding
        assert int(answer.headers["age"]) >= 0
        assert "surrogate-key" not in answer.headers and "xkey" not in answer.headers
    assert len(website.printed) == 1


def test_a_hard_purge_reaches_varnish_before_it_returns(website, varnish):
    port, _server = varnish
    for edition in range(5):
        website.write(1, f"edition {edition}.")
        purge(["story/1"], hard=True)
        assert all(f"edition {edition}." in get(port, "/ar/1/").text for _ in range(3))


def test_a_page_rendered_again_is_replaced_in_varnish(website, varnish):
    port, _server = varnish
    get(port, "/ar/1/")
    website.write(1, "second")
    purge(["story/1"])
    assert "first" in get(port, "/ar/1/").text
    rerender(limit=10)
    assert "second" in get(port, "/ar/1/").text


def test_what_is_not_for_everybody_passes_varnish_unkept(website, varnish):
    port, _server = varnish
    for _ in range(2):
        assert get(port, "/ar/undeclared/").headers["cache-control"] == "private, no-store"
        get(port, "/ar/1/", {"Cookie": "desk=x; sessionid=y"})
    assert len(website.printed) == 4


def test_varnish_goes_on_when_khabar_is_gone(website, varnish):
    port, server = varnish
    get(port, "/ar/1/")
    server.server_close()
    time.sleep(0.2)
    assert "first" in get(port, "/ar/1/").text


def test_a_hard_purge_that_varnish_does_not_take_is_told(website, settings):
    settings.KHABAR_PAGES_IN_FRONT = [
        {"BACKEND": VARNISH, "LOCATION": f"http://127.0.0.1:{free_port()}"}
    ]
    website.ask("/ar/1/")
    website.write(1, "second")
    with pytest.raises(NotForwardedError, match="VarnishFront"):
        purge(["story/1"], hard=True)
    assert "second" in website.ask("/ar/1/").text


def test_fastly_and_wagtails_backends_are_told_what_they_understand(website, settings):
    told = []

    def front(environ, start):
        keys = environ.get("HTTP_SURROGATE_KEY", "")
        told.append((environ["REQUEST_METHOD"], environ["PATH_INFO"], keys))
        start("200 OK", [("Content-Length", "0")])
        return []

    port = free_port()
    here = f"http://127.0.0.1:{port}"
    settings.KHABAR_PAGES_IN_FRONT = [
        {
            "BACKEND": "khabar.delivery.forwarding.FastlyFront",
            "SERVICE": "x", "TOKEN": "y", "LOCATION": here,
        },
        {"BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend", "LOCATION": here},
    ]  # fmt: skip
    website.ask("/ar/1/")
    with web_server(front, port):
        purge(["story/1"], hard=True)
    assert told == [("POST", "/service/x/purge", "story/1"), ("PURGE", "/ar/1/", "")]


@pytest.fixture
def nginx(website):
    """nginx's port and Khabar's server."""
    port, behind = free_port(), free_port()
    text = (DEPLOY / "nginx.conf").read_text()
    for ours, theirs in (
        ("127.0.0.1:8000", f"127.0.0.1:{behind}"),
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("/var/cache/nginx/khabar", str(website.folder / "nginx")),
        ("/srv/khabar/apologies", str(APOLOGIES)),
    ):
        assert ours in text
        text = text.replace(ours, theirs)
    conf = website.folder / "nginx.conf"
    conf.write_text(
        f"daemon off; pid {website.folder}/nginx.pid; error_log {website.folder}/nginx.log;"
        f"user {Path(website.folder).owner()};"
        f"events {{}} http {{ access_log off; {text} }}"
    )
    command = [program("nginx"), "-e", f"{website.folder}/nginx.log", "-c", str(conf)]
    with web_server(website.application, behind) as server, running(command, port):
        yield port, server


def test_nginx_keeps_each_encoding(website, nginx):
    port, _server = nginx
    for accepted, encoding in (("br, gzip", "br"), ("gzip", "gzip"), ("br;q=0", None)):
        for _ in range(3):
            answer = get(port, "/ar/1/", {"Accept-Encoding": accepted})
            assert answer.status == 200
            assert answer.headers.get("content-encoding") == encoding
            assert answer.headers["vary"] == "Accept-Encoding"
    assert len(website.printed) == 1


def test_a_change_passes_nginx_within_two_seconds(website, nginx):
    port, _server = nginx
    get(port, "/ar/1/")
    website.write(1, "second")
    purge(["story/1"], hard=True)
    time.sleep(2.1)
    assert "second" in get(port, "/ar/1/").text


def test_what_is_not_for_everybody_passes_nginx_unkept(website, nginx):
    port, _server = nginx
    for _ in range(2):
        assert get(port, "/ar/undeclared/").headers["cache-control"] == "private, no-store"
        get(port, "/ar/1/?page=7")
    assert website.printed == ["/ar/undeclared/", "/ar/1/", "/ar/undeclared/"]


def test_nginx_goes_on_when_khabar_is_gone_and_excuses_what_it_never_had(website, nginx):
    port, server = nginx
    get(port, "/ar/1/")
    server.shutdown()
    server.server_close()
    time.sleep(1.1)
    assert "first" in get(port, "/ar/1/").text
    for address, language in (("/fa/2/", "fa"), ("/ar/2/", "ar"), ("/en/2/", "en")):
        answer = get(port, address)
        assert answer.status == 503 and f'lang="{language}"' in answer.text
        assert answer.headers["retry-after"] == "10"


def test_an_etag_survives_nginx(website, nginx):
    port, _server = nginx
    tag = get(port, "/ar/1/", {"Accept-Encoding": "gzip"}).headers["etag"]
    headers = {"Accept-Encoding": "gzip", "If-None-Match": tag}
    assert get(port, "/ar/1/", headers).status == 304
