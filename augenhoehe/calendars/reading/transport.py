"""One HTTP request to a calendar server: guarded at the moment of connecting, limited in size and time."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError

from ..enums import SourceError
from .errors import MOST_BYTES, ReadError
from .guard import Guard

MOST_SECONDS: Final = 20
_A_STEP: Final = 8
_REDIRECTS: Final = 4
_AGENT: Final = "Augenhoehe (free/busy)"


class Transport:
    """Asks one server on behalf of one person. Close it after use, or use it as a context manager.

    resolve: as socket.getaddrinfo. clock: seconds that only go on.
    """

    def __init__(
        self,
        guard: Guard,
        *,
        user: str = "",
        password: str = "",
        resolve: Callable[..., list[Any]] = socket.getaddrinfo,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session = requests.Session()
        # No proxy, no .netrc of the machine: where the request goes is decided here alone.
        self._session.trust_env = False
        self._session.mount("https://", _Adapter(guard, resolve))
        self._session.mount("http://", _Adapter(guard, resolve))
        self._auth = (user, password) if user else None
        self._home: tuple[str, str] | None = None
        self._clock = clock
        self._until = clock() + MOST_SECONDS

    def __enter__(self) -> Transport:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def ask(
        self, method: str, url: str, *, body: str = "", headers: Mapping[str, str] | None = None
    ) -> tuple[str, bytes]:
        """The final address and the content of a successful answer (2xx). Raises ReadError.

        Redirects are followed here, each one guarded anew. User name and password go to the host that was asked first
        and to no other, whatever it answers, and not from an encrypted way to one that is not.
        """
        for _ in range(_REDIRECTS):
            scheme, host = _origin(url)
            self._home = self._home or (scheme, host)
            auth = self._auth if host == self._home[1] and scheme in ("https", self._home[0]) else None
            status, target, content = self._once(method, url, auth, body, headers or {})
            if status in (301, 302, 303, 307, 308) and target:
                url = urljoin(url, target)
                continue
            if status in (401, 403):
                raise ReadError(SourceError.REFUSED)
            if status == 404:
                raise ReadError(SourceError.NO_CALENDAR)
            if not 200 <= status < 300:
                raise ReadError(SourceError.UNREACHABLE)
            return url, content
        raise ReadError(SourceError.UNREACHABLE)

    def _once(
        self, method: str, url: str, auth: tuple[str, str] | None, body: str, headers: Mapping[str, str]
    ) -> tuple[int, str, bytes]:
        try:
            with self._session.request(
                method,
                url,
                data=body.encode() or None,
                headers={"User-Agent": _AGENT, **headers},
                auth=auth,
                timeout=_A_STEP,
                allow_redirects=False,
                stream=True,
            ) as answer:
                return answer.status_code, answer.headers.get("Location", ""), self._content(answer)
        except _ForbiddenError as error:
            raise ReadError(SourceError.NOT_ALLOWED) from error
        except (requests.RequestException, HTTPError, OSError, UnicodeError) as error:
            raise ReadError(SourceError.UNREACHABLE) from error

    def _content(self, answer: requests.Response) -> bytes:
        parts, size = [], 0
        for part in answer.iter_content(64 * 1024):
            size += len(part)
            if size > MOST_BYTES:
                raise ReadError(SourceError.TOO_LARGE)
            if self._clock() > self._until:
                raise ReadError(SourceError.UNREACHABLE)
            parts.append(part)
        return b"".join(parts)


def _origin(url: str) -> tuple[str, str]:
    """Scheme and host with port. Raises ReadError for an address that names none that is ours to ask."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise ReadError(SourceError.NOT_ALLOWED) from error
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.username is not None:
        raise ReadError(SourceError.NOT_ALLOWED)
    return parts.scheme, parts.netloc


class _ForbiddenError(Exception):
    """The guard says no. No OSError: nothing may take it for a server that is out, and try the next address."""


class _Adapter(HTTPAdapter):
    """Connections go to an address that the guard has seen: a name that changes its mind in between changes nothing."""

    def __init__(self, guard: Guard, resolve: Callable[..., list[Any]]) -> None:
        self._guard, self._resolve = guard, resolve
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        # Authorities of the house are trusted where the machine trusts them (SSL_CERT_FILE), beside those of the web.
        super().init_poolmanager(*args, ssl_context=ssl.create_default_context(), **kwargs)
        guard, resolve = self._guard, self._resolve

        class Plain(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                return _connect(guard, resolve, self, encrypted=False)

        class Encrypted(HTTPSConnection):
            def _new_conn(self) -> socket.socket:
                return _connect(guard, resolve, self, encrypted=True)

        plain = type("_PlainPool", (HTTPConnectionPool,), {"ConnectionCls": Plain})
        encrypted = type("_EncryptedPool", (HTTPSConnectionPool,), {"ConnectionCls": Encrypted})
        self.poolmanager.pool_classes_by_scheme = {"http": plain, "https": encrypted}


def _connect(guard: Guard, resolve: Callable[..., list[Any]], to: HTTPConnection, *, encrypted: bool) -> socket.socket:
    host, port = to._dns_host, to.port
    last: OSError = OSError("no address")
    for family, kind, protocol, _name, address in resolve(host, port, type=socket.SOCK_STREAM):
        allowed = guard.allows(host, address[0], port) and (encrypted or guard.allows_unencrypted(host, address[0]))
        if not allowed:
            raise _ForbiddenError
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(_A_STEP)
        try:
            connection.connect(address)
        except OSError as error:
            connection.close()
            last = error
        else:
            return connection
    raise last
