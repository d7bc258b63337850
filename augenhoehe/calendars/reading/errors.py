from typing import Final

from ..enums import SourceError

MOST_BYTES: Final = 5 * 1024 * 1024


class ReadError(Exception):
    """A calendar could not be read; `code` says why."""

    def __init__(self, code: SourceError) -> None:
        self.code = code
        super().__init__(code.value)
