"""What can be wrong with a question, as types a caller can tell apart."""

from __future__ import annotations

from collections.abc import Iterable


class DisclosureError(Exception):
    """Base of everything this library raises on purpose."""


class NotProved(DisclosureError):  # noqa: N818 - reads as the sentence it is
    """The search took longer than its patience: whether something follows is not known.

    ``break_down`` never raises it: there what is not proved safe is withheld.
    """


class UnknownMembers(DisclosureError, ValueError):  # noqa: N818 - reads as the sentence it is
    """Somebody answered who does not belong to the population; ``keys`` names them."""

    def __init__(self, keys: Iterable[object]) -> None:
        self.keys = tuple(keys)
        super().__init__(f"{len(self.keys)} who answered do not belong to the population")
