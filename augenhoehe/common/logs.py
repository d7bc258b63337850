"""What a log line leaves out: more people read a server's log than may read what it is about."""

import logging
import re
from typing import Final

_HIDDEN: Final = (
    (re.compile(r"[^\s@<>()\"'=,;:]+@[^\s@<>()\"'=,;:]+\.\w+"), "…@…"),
    # Whoever has the address behind a link in a mail can answer in somebody's name.
    (
        re.compile(
            r"(/(?:announcements|applying|comments|consents|feeds|interest|links(?:/[a-z]+)?|need-checks|questionnaire"
            r"|questions|working-time)/)[^/\s\"']+"
        ),
        r"\1…",
    ),
    # With the code of a certificate everybody reads whose it is.
    (re.compile(r"(/check/)[^/\s\"']+"), r"\1…"),
    # PostgreSQL quotes the row that it refuses.
    (re.compile(r"(DETAIL:).*"), r"\1 …"),
)


class DiscreetFormatter(logging.Formatter):
    """A line as usual, tracebacks included, without mail addresses, one-time links and rows of the database."""

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for pattern, instead in _HIDDEN:
            line = pattern.sub(instead, line)
        return line
