"""What is said to an IMAP server, and what is not: nothing is marked as read, nothing of others is deleted.

Once with a real server, and with a double for what a server is not asked twice.
"""

import ssl
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from augenhoehe.messaging import inbox
from augenhoehe.messaging.inbox import LARGEST, ImapInbox
from augenhoehe.messaging.models import InboxMark
from augenhoehe.messaging.services import read_replies
from tests.calendars.server import house_certificate
from tests.factories import NOW

from .imap_server import PASSWORD, USER, imap_server, mailbox
from .test_replies import CalendarReply, mail, taken

__all__ = ["taken"]


@pytest.mark.django_db
def test_a_real_server_answers_are_taken_and_everything_else_stays_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: list[CalendarReply]
) -> None:
    certificate = house_certificate(tmp_path)
    large = b"Subject: large\r\n\r\n" + b"x" * (LARGEST + 1)
    with imap_server(certificate) as port:
        url = f"imap://{quote(USER)}:{quote(PASSWORD)}@localhost:{port}"
        with pytest.raises(ssl.SSLCertVerificationError), ImapInbox(url):
            pass
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with mailbox(port) as box:
            for content in (mail("outlook-accepts"), b"Subject: A question\r\n\r\nHello", large):
                box.append("INBOX", "", "", content)
        counts = []
        for again in (False, True):
            with ImapInbox(url) as answers:
                counts.append(read_replies(inbox=answers, now=NOW))
            with mailbox(port) as box:
                left, unseen = (len(box.search(None, what)[1][0].split()) for what in ("ALL", "UNSEEN"))
                assert (again, left, unseen) == (again, 2, 2)
                if not again:
                    box.append("INBOX", "", "", mail("thunderbird-accepts"))
        with pytest.raises(RuntimeError, match="folder"), ImapInbox(f"{url}/Nowhere"):
            pass
    assert (counts, [one.attendee for one in taken]) == (
        [1, 1],
        ["ruth.hallermann@stadt.example", "leyla.sommerfeld@stadt.example"],
    )
    assert InboxMark.objects.get().validity > 0


class Server:
    """Answers as imaplib does, and keeps what it was told."""

    capabilities = b"IMAP4rev1 UIDPLUS"
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

    def capability(self) -> tuple[str, list[bytes]]:
        return "OK", [self.capabilities]

    def logout(self) -> None:
        self.told.append(("LOGOUT",))

    def shutdown(self) -> None:
        self.told.append(("GONE",))


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


def test_a_server_that_deletes_only_everything_at_once_deletes_nothing(
    servers: list[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Server, "capabilities", b"IMAP4rev1")
    with ImapInbox("imaps://user:pass@imap.example") as box:
        box.remove(4)
    assert "EXPUNGE" not in [words[0] for words in servers[0].told]


@pytest.mark.parametrize("url", ["http://imap.example/", "imaps:///INBOX", "pop3://imap.example"])
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(ValueError, match="REPLIES_URL"):
        ImapInbox(url)


def test_a_folder_that_is_not_there(servers: list[Server]) -> None:
    with pytest.raises(RuntimeError), ImapInbox("imaps://user:pass@imap.example/Nowhere"):
        pass
    assert servers[0].told[-1] == ("GONE",)
