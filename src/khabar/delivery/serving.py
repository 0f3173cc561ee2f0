"""What stands before Django: answers with a finished page where there is one."""

from __future__ import annotations

from collections.abc import Iterable
from os import pread
from time import monotonic

from django.core.handlers.wsgi import get_path_info
from django.urls import Resolver404, resolve

from khabar.delivery.answering import apologise, refuse, send
from khabar.delivery.configuring import Configuration
from khabar.delivery.counting import COUNTERS
from khabar.delivery.declaring import declaration_of
from khabar.delivery.finding import Finder
from khabar.delivery.gating import ClosedError, Gate
from khabar.delivery.leasing import open_leases
from khabar.delivery.naming import Environ, Name, host_of, path_of, query_of
from khabar.delivery.negotiating import acceptable
from khabar.delivery.opening import open_folder, tell
from khabar.delivery.passing import Start, pass_on
from khabar.delivery.remembering import READ, Answer, Copy, Memory, NotAcceptableError
from khabar.delivery.rendering import Application, FailedError, NotKeptError, Renderer
from khabar.delivery.storing import Store

_MOST_HOSTS = 256


class FinishedPages:
    """A WSGI application around Django's: `application = FinishedPages(get_wsgi_application())`.

    It serves what is kept, has rendered what isn't, and passes on whatever isn't a page: requests
    with the desk's cookie, other methods than GET and HEAD, and addresses whose view declares
    nothing (see `declaring.finished`).
    """

    def __init__(
        self, application: Application, configuration: Configuration | None = None
    ) -> None:
        """Stand before `application`. Without a usable folder everything is passed on to it."""
        self.configuration = config = configuration or Configuration.from_settings()
        self._application = application
        self._hosts: dict[str, str] = {}
        self._memory = Memory(config.memory)
        self._copies = self._memory.copies
        self._cookie = f"{config.desk_cookie}="
        self._allowed = tuple(config.allowed_hosts)
        self._untouched = tuple(config.untouched) or ("\0",)
        self._https_only = config.https_only
        self._gate = Gate(config.passes, config.patience)
        self._finder: Finder | None = None
        try:
            self._finder = self._find_with(config)
            self._bodies = self._finder.store.file.bodies
            self._marks = self._finder.store.file.signals.marks
        except OSError as error:
            tell(f"no page is kept, for {config.folder} can't be used", error)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer one request. What is here runs for each page that is read, and nothing more."""
        try:
            copy = self._copies[self._hosts[environ["HTTP_HOST"]] + environ["PATH_INFO"]]
            answer = copy.answers[acceptable(environ.get("HTTP_ACCEPT_ENCODING"))]
        except KeyError:
            copy = None
        if (
            copy is None
            or self._marks[copy.slot] != copy.mark
            or copy.until < monotonic()
            or environ["REQUEST_METHOD"] != "GET"
            or environ.get("QUERY_STRING")
            or ("HTTP_COOKIE" in environ and self._cookie in environ["HTTP_COOKIE"])
            or (self._https_only and self._is_insecure(environ))
        ):
            return self._slowly(environ, start)
        body = answer.body or self._body(copy, answer)
        if body is None:
            return self._slowly(environ, start)
        if answer.read != READ:
            self._memory.note(copy)
            answer.read = READ
        COUNTERS.hits += 1
        if "HTTP_IF_NONE_MATCH" in environ:
            return send(answer, body, environ, start)
        start(answer.status, answer.headers)
        return body

    def close(self) -> None:
        """End the background work; what readers read last is written down first."""
        if self._finder is not None:
            self._finder.refresher.stop()

    def _body(self, copy: Copy, answer: Answer) -> list[bytes] | None:
        try:
            body = pread(self._bodies.descriptor, answer.size, answer.offset)
        except OSError as error:
            tell("could not read a page", error)
            return None
        # What was read is the page's only if it wasn't taken away meanwhile.
        if len(body) != answer.size or self._marks[copy.slot] != copy.mark:
            return None
        self._memory.hold_body(answer, body)
        return [body]

    def _slowly(self, environ: Environ, start: Start) -> Iterable[bytes]:
        host = host_of(environ["HTTP_HOST"], self._allowed) if "HTTP_HOST" in environ else ""
        if host is None:
            return refuse("400 Bad Request", start)
        if environ["PATH_INFO"].startswith(self._untouched):
            return self._application(environ, start)
        return self._politely(environ, host, start)

    def _politely(self, environ: Environ, host: str, start: Start) -> Iterable[bytes]:
        try:
            if self._finder is not None and host and self._is_readers(environ):
                return self._page(self._finder, environ, host, start)
            return self._pass_on(environ, start)
        except NotKeptError:
            return self._pass_on(environ, start)
        except NotAcceptableError:
            return refuse("406 Not Acceptable", start)
        except (FailedError, ClosedError):
            return apologise(environ["PATH_INFO"], self.configuration.language, start)

    def _page(self, finder: Finder, environ: Environ, host: str, start: Start) -> Iterable[bytes]:
        finder.refresher.start()
        with finder.store.file.surviving("open the file of bodies"):
            self._bodies = finder.store.file.bodies
        name = self._name(finder, environ, host)
        self._remember_host(environ["HTTP_HOST"], host)
        accepted = acceptable(environ.get("HTTP_ACCEPT_ENCODING"))
        for _attempt in range(3):
            sendable = finder.answer(finder.obtain(name), accepted)
            if sendable is not None:
                return send(*sendable, environ, start)
            finder.memory.forget(name.key)
        raise NotKeptError

    def _name(self, finder: Finder, environ: Environ, host: str) -> Name:
        path = path_of(environ["PATH_INFO"])
        if path is None:
            raise NotKeptError
        plain = Name(host, path)
        known = finder.current(plain)
        allowed = known.kept.query if known else _declared_query(environ)
        query = query_of(environ.get("QUERY_STRING", ""), allowed)
        if query is None:
            raise NotKeptError
        return Name(host, path, query) if query else plain

    def _remember_host(self, header: str, host: str) -> None:
        if len(self._hosts) >= _MOST_HOSTS:
            self._hosts.clear()
        self._hosts[header] = host

    def _is_readers(self, environ: Environ) -> bool:
        return (
            environ["REQUEST_METHOD"] in {"GET", "HEAD"}
            and self._cookie not in environ.get("HTTP_COOKIE", "")
            and not (self._https_only and self._is_insecure(environ))
        )

    def _is_insecure(self, environ: Environ) -> bool:
        header, secure = self.configuration.proxy_header or ("wsgi.url_scheme", "https")
        return bool(environ.get(header, environ["wsgi.url_scheme"]) != secure)

    def _pass_on(self, environ: Environ, start: Start) -> Iterable[bytes]:
        COUNTERS.bypassed += 1
        try:
            with self._gate.passing():
                return pass_on(self._application, environ, start)
        except ClosedError:
            return apologise(environ["PATH_INFO"], self.configuration.language, start)

    def _find_with(self, config: Configuration) -> Finder:
        file = open_folder(config.folder)
        store = Store(file, bytes_kept=config.disk, pages_kept=config.most_pages)
        renderer = Renderer(
            application=self._application,
            store=store,
            origin=config.origin,
            debounce=config.debounce,
            keys_wanted=bool(config.in_front),
        )
        return Finder(
            store=store,
            memory=self._memory,
            renderer=renderer,
            leases=open_leases(config.folder),
            gate=self._gate,
            patience=config.patience,
        )


def _declared_query(environ: Environ) -> tuple[str, ...]:
    """Return the parameters that the view reads. Raises NotKeptError where it declares nothing."""
    try:
        declaration = declaration_of(resolve(get_path_info(environ)).func)
    except Resolver404:
        raise NotKeptError from None
    if declaration is None:
        raise NotKeptError
    return declaration.query
