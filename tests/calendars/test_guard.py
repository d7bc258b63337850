"""Which addresses may be asked, and that nothing leads around it."""

import socket
from pathlib import Path
from typing import Any

import pytest

from augenhoehe.calendars.enums import SourceError
from augenhoehe.calendars.reading.guard import Guard
from augenhoehe.calendars.reading.transport import MOST_BYTES, ReadError, Transport
from tests.calendars.server import Answer, answering, credentials, house_certificate

HERE = Guard.parse(["127.0.0.0/8"])
NOBODY = Guard()
CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::a00:1"),
        *("2002:0a00:0001::", "2001:0:4136:e378:8000:63bf:f5ff:fffe"),
    ],
)
def test_nothing_of_the_own_network_is_asked(address: str) -> None:
    assert not NOBODY.allows("calendar.example", address, 443)


def test_the_internet_is_asked_at_the_usual_ports() -> None:
    found = [NOBODY.allows("x.example", "185.12.64.1", port) for port in (443, 8443, 80, 22, 6379)]
    assert found == [True, True, False, False, False]
    assert NOBODY.allows("x.example", "2a01:4f8::1", 443)
    assert not NOBODY.allows_unencrypted("x.example", "185.12.64.1")


def test_the_operator_names_hosts_and_networks_of_the_house() -> None:
    guard = Guard.parse(["exchange.stadt.example", " *.amt.example. ", "10.4.0.0/16", "fd00:1::/32", "192.168.7.9", ""])
    asked = {
        ("exchange.stadt.example", "10.9.9.9"): True,
        ("EXCHANGE.stadt.example.", "10.9.9.9"): True,
        ("mail.exchange.stadt.example", "10.9.9.9"): False,
        ("dav.amt.example", "10.9.9.9"): True,
        ("amt.example", "10.9.9.9"): False,
        ("xamt.example", "10.9.9.9"): False,
        ("other.example", "10.4.3.2"): True,
        ("other.example", "10.5.3.2"): False,
        ("other.example", "::ffff:10.4.3.2"): True,
        ("other.example", "fd00:1::5"): True,
        ("other.example", "192.168.7.9"): True,
        ("other.example", "192.168.7.8"): False,
    }
    assert {pair: guard.allows(*pair, 5232) for pair in asked} == asked
    assert {pair: guard.allows_unencrypted(*pair) for pair in asked} == asked


def test_a_network_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError):
        Guard.parse(["10.0.0.0/99"])


def fetch(url: str, guard: Guard = HERE, **kwargs: Any) -> bytes:
    with Transport(guard, **kwargs) as transport:
        return transport.ask("GET", url)[1]


def refusal(url: str, guard: Guard = HERE, **kwargs: Any) -> SourceError:
    with pytest.raises(ReadError) as caught:
        fetch(url, guard, **kwargs)
    return caught.value.code


def test_a_server_of_the_house_answers_if_it_is_named_and_only_then() -> None:
    asked: list[str] = []

    def answer(method: str, path: str, headers: dict[str, str]) -> Answer:
        asked.append(path)
        return 200, {}, CALENDAR

    with answering(answer) as address:
        assert fetch(address) == CALENDAR
        assert refusal(address, NOBODY) == SourceError.NOT_ALLOWED
        assert refusal(address.replace("127.0.0.1", "localhost"), NOBODY) == SourceError.NOT_ALLOWED
        assert fetch(address.replace("127.0.0.1", "localhost"), Guard.parse(["localhost"])) == CALENDAR
    assert asked == ["/", "/"]


def test_a_name_is_looked_up_once_and_the_connection_goes_there() -> None:
    """The name leads to a public address while somebody looks, and into the house when the connection is made."""
    answers = iter(["127.0.0.1", "185.12.64.1"])

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    with answering(lambda *_: (200, {}, CALENDAR)) as address:
        url = address.replace("127.0.0.1", "sly.example")
        assert refusal(url, NOBODY, resolve=resolve) == SourceError.NOT_ALLOWED
    assert next(answers) == "185.12.64.1"


def test_one_bad_address_of_a_name_is_enough() -> None:
    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        pairs = ["10.0.0.1", "127.0.0.1"]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in pairs]

    assert refusal("http://sly.example/", HERE, resolve=resolve) == SourceError.NOT_ALLOWED


@pytest.mark.parametrize(
    "target",
    ["http://169.254.169.254/latest/", "file:///etc/passwd", "ftp://127.0.0.1/", "http://[::1]/", "//10.0.0.1/"],
)
def test_a_redirect_leads_nowhere_else(target: str) -> None:
    with answering(lambda *_: (302, {"Location": target}, b"")) as address:
        assert refusal(address) == SourceError.NOT_ALLOWED


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "gopher://x", "https://", "http://user:secret@127.0.0.1/", "http://[x"]
)
def test_what_is_no_address_is_not_asked(url: str) -> None:
    assert refusal(url) == SourceError.NOT_ALLOWED


def test_redirects_come_to_an_end() -> None:
    with answering(lambda _m, path, _h: (302, {"Location": f"{path}x"}, b"")) as address:
        assert refusal(address) == SourceError.UNREACHABLE


def test_the_password_goes_to_the_first_host_and_no_other() -> None:
    seen: list[str] = []

    def there(_method: str, _path: str, headers: dict[str, str]) -> Answer:
        seen.append(credentials(headers))
        return 200, {}, CALENDAR

    with answering(there) as other, answering(lambda *_: (302, {"Location": f"{other}/x"}, b"")) as address:
        assert fetch(address, user="kim", password="geheim") == CALENDAR
        assert fetch(other, user="kim", password="geheim") == CALENDAR
    assert seen == ["", "kim:geheim"]


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (401, SourceError.REFUSED),
        (403, SourceError.REFUSED),
        (404, SourceError.NO_CALENDAR),
        (500, SourceError.UNREACHABLE),
        (304, SourceError.UNREACHABLE),
    ],
)
def test_what_a_server_says_no_with(status: int, code: SourceError) -> None:
    with answering(lambda *_: (status, {}, b"")) as address:
        assert refusal(address) == code


def test_too_much_and_too_slow_are_left() -> None:
    with answering(lambda *_: (200, {}, b"x" * (MOST_BYTES + 1))) as address:
        assert refusal(address) == SourceError.TOO_LARGE
    clock = iter([0.0, 100.0])
    with answering(lambda *_: (200, {}, CALENDAR)) as address:
        assert refusal(address, clock=lambda: next(clock)) == SourceError.UNREACHABLE


def test_nobody_at_home() -> None:
    with answering(lambda *_: (200, {}, CALENDAR)) as address:
        pass
    assert refusal(address) == SourceError.UNREACHABLE


def test_the_machines_proxy_and_netrc_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NETRC", "/dev/null")
    with answering(lambda *_: (200, {}, CALENDAR)) as address:
        assert fetch(address) == CALENDAR


def test_a_certificate_counts_and_the_machine_says_whom_it_trusts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, house = house_certificate(tmp_path), Guard.parse(["localhost"])
    with answering(lambda *_: (200, {}, CALENDAR), certificate=certificate) as address:
        assert refusal(address, house) == SourceError.UNREACHABLE
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert fetch(address, house) == CALENDAR
        assert refusal(address, NOBODY) == SourceError.NOT_ALLOWED
        assert refusal(address.replace("localhost", "127.0.0.1"), HERE) == SourceError.UNREACHABLE
