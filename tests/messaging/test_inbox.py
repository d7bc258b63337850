"""What is said to an IMAP server, and what is not: nothing is marked as read, nothing of others is deleted."""

from typing import Any

import pytest

from augenhoehe.messaging import inbox
from augenhoehe.messaging.inbox import ImapInbox


class Server:
    """Answers as imaplib does, and keeps what it was told."""

    capabilities = ("IMAP4REV1", "UIDPLUS")
    sizes = {4: 900, 7: 2_000_000}

    def __init__(self, *address: Any, **_more: Any) -> None:
        self.told: list[tuple[Any, ...]] = [address]

    def starttls(self, _context: Any) -> None:
        self.told.append(("STARTTLS",))

    def login(self, user: str, password: str) -> None:
        self.told.append(("LOGIN", user, password))

    def select(self, folder: str) -> tuple[str, list[bytes]]:
        self.told.append(("SELECT", folder))
        return ("OK", [b"2"]) if folder != '"Nowhere"' else ("NO", [b""])

    def response(self, code: str) -> tuple[str, list[bytes | None]]:
        return code, [b"77"]

    def uid(self, *words: str) -> tuple[str, list[Any]]:
        self.told.append(words)
        if words[0] == "SEARCH":
            return "OK", [b"7 4 2"]
        if words[-1] == "(RFC822.SIZE)":
            return "OK", [b"1 (UID %d RFC822.SIZE %d)" % (int(words[1]), self.sizes[int(words[1])])]
        return "OK", [(b"1 (BODY[] {5}", b"hello"), b")"]

    def logout(self) -> None:
        self.told.append(("LOGOUT",))


@pytest.fixture
def servers(monkeypatch: pytest.MonkeyPatch) -> list[Server]:
    made: list[Server] = []

    def connect(*address: Any, **more: Any) -> Server:
        made.append(Server(*address, **more))
        return made[-1]

    monkeypatch.setattr(inbox.imaplib, "IMAP4_SSL", connect)
    monkeypatch.setattr(inbox.imaplib, "IMAP4", connect)
    return made


def test_a_folder_is_read_without_a_trace(servers: list[Server]) -> None:
    with ImapInbox("imaps://augenhoehe%40stadt.example:p%3Ass@imap.example/Antworten") as box:
        assert (box.validity, list(box.after(3))) == (77, [(4, b"hello"), (7, b"")])
        box.remove(4)
    assert servers[0].told == [
        ("imap.example", 993),
        ("LOGIN", "augenhoehe@stadt.example", "p:ss"),
        ("SELECT", '"Antworten"'),
        ("SEARCH", "UID 4:*"),
        ("FETCH", "4", "(RFC822.SIZE)"),
        ("FETCH", "4", "(BODY.PEEK[])"),
        ("FETCH", "7", "(RFC822.SIZE)"),
        ("STORE", "4", "+FLAGS", r"(\Deleted)"),
        ("EXPUNGE", "4"),
        ("LOGOUT",),
    ]


def test_without_tls_from_the_start_it_begins_before_the_password(servers: list[Server]) -> None:
    with ImapInbox("imap://user:pass@imap.example:1143"):
        pass
    assert [words[0] for words in servers[0].told] == ["imap.example", "STARTTLS", "LOGIN", "SELECT", "LOGOUT"]


def test_a_server_that_deletes_only_everything_at_once_deletes_nothing(servers: list[Server]) -> None:
    with ImapInbox("imaps://user:pass@imap.example") as box:
        servers[0].capabilities = ("IMAP4REV1",)
        box.remove(4)
    assert "EXPUNGE" not in [words[0] for words in servers[0].told]


@pytest.mark.parametrize("url", ["http://imap.example/", "imaps:///INBOX", "pop3://imap.example"])
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(ValueError, match="REPLIES_URL"):
        ImapInbox(url)


def test_a_folder_that_is_not_there(servers: list[Server]) -> None:
    with pytest.raises(RuntimeError), ImapInbox("imaps://user:pass@imap.example/Nowhere"):
        pass
