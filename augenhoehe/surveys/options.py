"""The answers to choose from of an item, between the lines of a form and what is stored.

An answer keeps its key when it is worded anew, so that what was chosen under it can be counted on.
"""

from collections.abc import Sequence
from typing import Final

from .models import Item

Option = dict[str, str]

NONE: Final = "none"
"""Key of the answer that there is nothing to choose, where the shipped questions have one."""


def joined(item: Item, language: str) -> str:
    """One a line."""
    return "\n".join(str(one.get(language, "")) for one in item.options)


def with_keys(before: Sequence[Option], german: Sequence[str], english: Sequence[str]) -> list[Option]:
    """The options of these lines: what is worded as before keeps its key wherever it stands now.

    Where as many lines are as before, a line that is worded anew keeps the key of its place.
    """
    known = {one[language]: one["key"] for one in before for language in ("de", "en") if one.get(language)}
    keys = [known.get(de) or known.get(en) for de, en in zip(german, english, strict=True)]
    if len(before) == len(german):
        free = {one["key"] for one in before}.difference(filter(None, keys))
        keys = [key or (one["key"] if one["key"] in free else None) for key, one in zip(keys, before, strict=True)]
    found: list[Option] = []
    for key, de, en in zip(keys, german, english, strict=True):
        taken = {one["key"] for one in found}
        found.append({"key": key if key and key not in taken else _new(before, found), "de": de, "en": en})
    return found


def _new(before: Sequence[Option], found: Sequence[Option]) -> str:
    taken = {one["key"] for one in (*before, *found)}
    return next(key for number in range(1, 100) if (key := f"answer-{number}") not in taken)
