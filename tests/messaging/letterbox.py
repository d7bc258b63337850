"""A mailbox without a server."""

from collections.abc import Iterator, Mapping


class Letterbox:
    """`messaging.inbox.Inbox` in memory; `fetched` are the numbers that were read, in order."""

    def __init__(self, mails: Mapping[int, bytes], validity: int = 7) -> None:
        self.mails, self.validity = dict(mails), validity
        self.fetched: list[int] = []

    def after(self, uid: int) -> Iterator[tuple[int, bytes]]:
        for number in sorted(self.mails):
            if number > uid:
                self.fetched.append(number)
                yield number, self.mails[number]

    def remove(self, uid: int) -> None:
        del self.mails[uid]
