"""A mail server of our own: keeps what it accepts, and refuses what a test wants refused."""

import email
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend


class PostOffice:
    """`messages` in the order of their arrival; the answers may be changed at any time."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.messages: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.answer_to_recipient: Callable[[str], str] = lambda address: "250 OK"
        self.answer_to_data: Callable[[EmailMessage], str] = lambda message: "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        answer = self.answer_to_recipient(address)
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        message = email.message_from_bytes(envelope.content, policy=default)
        answer = self.answer_to_data(message)
        if answer.startswith("2"):
            self.messages.append(message)
            self.recipients.extend(envelope.rcpt_tos)
        return answer

    def ids(self) -> list[str]:
        return [message["Message-ID"] for message in self.messages]

    def connection(self) -> BaseEmailBackend:
        """A new connection to this server, as the worker would make it."""
        backend = "django.core.mail.backends.smtp.EmailBackend"
        return get_connection(backend, host="127.0.0.1", port=self.port, username="", password="", timeout=5)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def open_post_office(port: int | None = None) -> Iterator[PostOffice]:
    """The server for the time of the block; without it, nobody listens on its port."""
    post = PostOffice(port or free_port())
    controller = Controller(post, hostname="127.0.0.1", port=post.port)
    controller.start()
    try:
        yield post
    finally:
        controller.stop()
