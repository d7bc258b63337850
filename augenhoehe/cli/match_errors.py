"""What `augenhoehe match` refuses, as lines for the reader."""

from __future__ import annotations

Line = str
"""``file:row: column: message``, as far as each is known."""


class BadInput(Exception):  # noqa: N818 - reads as the sentence it is
    """Something given by the user cannot be used; one line per problem. Exit status 2."""

    def __init__(self, *lines: Line) -> None:
        self.lines = lines
        super().__init__("\n".join(lines))
