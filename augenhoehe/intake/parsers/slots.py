"""Weekly times: twenty two-hour blocks, Monday to Friday, four a day; number = day × 4 + block."""

from __future__ import annotations

import re

from augenhoehe.intake.parsers.basic import split_list
from augenhoehe.intake.problems import CellError

BLOCKS = ((8, 10), (10, 12), (12, 14), (14, 16))
BLOCK_NAMES = tuple(f"{start}–{end}" for start, end in BLOCKS)
DAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri")
DAYS_DE = ("Mo", "Di", "Mi", "Do", "Fr")

_DAY_WORDS = (
    "mo mon monday montag montags mondays",
    "di tu tue tues tuesday dienstag dienstags tuesdays",
    "mi we wed wednesday mittwoch mittwochs wednesdays",
    "do th thu thur thurs thursday donnerstag donnerstags thursdays",
    "fr fri friday freitag freitags fridays",
)
_DAYS = {word: day for day, words in enumerate(_DAY_WORDS) for word in words.split()}
_PARTS = dict.fromkeys(("", "ganztags", "ganztägig", "allday", "all day", "egal", "any time"), (0, 24))
_PARTS |= dict.fromkeys(("vormittag", "vormittags", "morgens", "morning", "mornings", "am"), (0, 12))
_PARTS |= dict.fromkeys(("nachmittag", "nachmittags", "afternoon", "afternoons", "pm"), (12, 24))
_ALWAYS = {"immer", "always", "egal", "alle", "all", "jederzeit", "any", "any time"}
_RANGE = re.compile(
    r"(?:von |from )?(\d{1,2})(?:[:.](\d{2}))? ?(?:uhr|h)? ?(?:-|–|—|bis|to|until) ?"
    r"(\d{1,2})(?:[:.](\d{2}))? ?(?:uhr|h)?"
)
_ENTRY = re.compile(r"([a-zäöü]+)\.?(?: ?(?:-|–|bis|to) ?([a-zäöü]+)\.?(?=[ :,]|$))?[:,]? ?(.*)")


def parse_slots(text: str) -> frozenset[int]:
    """``"Mo 8-10, Di vormittags; Thu 14:00–16:00"`` → block numbers. Raises CellError.

    A time range stands for the blocks that lie wholly inside it; a range without a day belongs to the day
    before it ("Mo 8-10, 14-16").
    """
    if " ".join(text.casefold().split()) in _ALWAYS:
        return frozenset(range(len(DAYS_DE) * len(BLOCKS)))
    slots: set[int] = set()
    days: range | None = None
    for entry in split_list(text, also_comma=True):
        lowered = " ".join(entry.casefold().split())
        if days is None or not _RANGE.fullmatch(lowered):
            days, lowered = _days(entry, lowered)
        slots |= _blocks(entry, days, lowered)
    return frozenset(slots)


def _days(entry: str, lowered: str) -> tuple[range, str]:
    match = _ENTRY.fullmatch(lowered)
    if not match or match[1] not in _DAYS or (match[2] and match[2] not in _DAYS):
        raise CellError("slot_unknown", value=entry)
    first = _DAYS[match[1]]
    last = _DAYS[match[2]] if match[2] else first
    if last < first:
        raise CellError("slot_unknown", value=entry)
    return range(first, last + 1), match[3].strip()


def _blocks(entry: str, days: range, times: str) -> set[int]:
    start, end = _hours(entry, times)
    blocks = [i for i, (low, high) in enumerate(BLOCKS) if start <= low and high <= end]
    if not blocks:
        raise CellError("slot_too_short", value=entry, blocks=", ".join(BLOCK_NAMES))
    return {day * len(BLOCKS) + block for day in days for block in blocks}


def _hours(entry: str, times: str) -> tuple[float, float]:
    if times in _PARTS:
        return _PARTS[times]
    match = _RANGE.fullmatch(times)
    if not match:
        raise CellError("slot_unknown", value=entry)
    start = int(match[1]) + int(match[2] or 0) / 60
    end = int(match[3]) + int(match[4] or 0) / 60
    if not start < end <= 24:
        raise CellError("slot_unknown", value=entry)
    return start, end
