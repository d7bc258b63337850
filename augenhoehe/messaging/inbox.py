"""The mailbox into which calendars answer, read by IMAP. Whoever reads it knows no more than `Inbox`."""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import suppress
from typing import Final, Protocol, Self
from urllib.parse import unquote, urlsplit

TIMEOUT: Final = 20
LARGEST: Final = 1_000_000
"""Bytes. An answer has a few thousand; what is larger is for people to read."""

_SIZE: Final = re.compile(rb"RFC822\.SIZE (\d+)")


class Inbox(Protocol):
    """Mails by number. Numbers grow; they begin anew where `validity` is another one."""

    @property
    def validity(self) -> int: ...
    def after(self, uid: int) -> Iterator[tuple[int, bytes]]: ...
    def remove(self, uid: int) -> None: ...


class ImapInbox:
    """A folder of an IMAP server: imaps://user:password@host/FOLDER, or imap:// for one that begins with STARTTLS."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("imaps", "imap") or not parts.hostname:
            raise ValueError("REPLIES_URL begins with imaps:// or imap:// and names a host")
        self._secure, self._host, self._port = parts.scheme == "imaps", parts.hostname, parts.port
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._folder = unquote(parts.path.strip("/")) or "INBOX"

    def __enter__(self) -> Self:
        context = ssl.create_default_context()
        if self._secure:
            self._server: imaplib.IMAP4 = imaplib.IMAP4_SSL(
                self._host, self._port or 993, ssl_context=context, timeout=TIMEOUT
            )
        else:
            self._server = imaplib.IMAP4(self._host, self._port or 143, timeout=TIMEOUT)
        try:
            self._open(context)
        except BaseException:
            with suppress(OSError):
                self._server.shutdown()
            raise
        return self

    def _open(self, context: ssl.SSLContext) -> None:
        if not self._secure:
            self._server.starttls(context)
        self._server.login(self._user, self._password)
        state, _number = self._server.select(f'"{self._folder}"')
        if state != "OK":
            raise RuntimeError("REPLIES_URL names a folder that is not there")
        # Asked once: imaplib forgets an answer as soon as it has told it.
        _state, found = self._server.response("UIDVALIDITY")
        self._validity = int(found[0]) if found and isinstance(found[0], bytes) else 0
        # What a server can do it says in full only to whoever is signed in; imaplib keeps what it said before.
        _state, able = self._server.capability()
        self._deletes_one = b"UIDPLUS" in able[0].upper().split()

    def __exit__(self, *_error: object) -> None:
        self._server.logout()

    @property
    def validity(self) -> int:
        return self._validity

    def after(self, uid: int) -> Iterator[tuple[int, bytes]]:
        """Mails that came after this one, without marking them as read; too large a mail comes empty."""
        _state, found = self._server.uid("SEARCH", f"UID {uid + 1}:*")
        # The server names the last mail even where its number is lower than what was asked for.
        numbers = sorted(number for one in (found[0] or b"").split() if (number := int(one)) > uid)
        for number in numbers:
            yield number, self._fetch(number)

    def remove(self, uid: int) -> None:
        """Delete one mail for good, and never what somebody else has marked as deleted."""
        self._server.uid("STORE", str(uid), "+FLAGS", r"(\Deleted)")
        if self._deletes_one:
            self._server.uid("EXPUNGE", str(uid))

    def _fetch(self, uid: int) -> bytes:
        _state, sizes = self._server.uid("FETCH", str(uid), "(RFC822.SIZE)")
        size = _SIZE.search(sizes[0] if isinstance(sizes[0], bytes) else b"")
        if size is None or int(size[1]) > LARGEST:
            return b""
        _state, found = self._server.uid("FETCH", str(uid), "(BODY.PEEK[])")
        return next((part[1] for part in found if isinstance(part, tuple)), b"")
