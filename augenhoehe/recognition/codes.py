"""The code on the paper, and what the register keeps of it: hashes, from which nobody reads a code or a name."""

import hashlib
import json
import secrets
import unicodedata
from typing import Final

from augenhoehe.topics.codes import ALPHABET, tidied

__all__ = ["LENGTH", "facts_hash", "hash_of", "new_code", "spaced", "tidied"]

LENGTH: Final = 16
"""Sixteen of twenty signs are 69 bits: too many to guess, beside the limit on wrong ones, and few enough to type."""
_GROUP: Final = 4


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def spaced(code: str) -> str:
    """A code as it is read best: in groups of four."""
    return " ".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def hash_of(code: str) -> str:
    """What the register finds a certificate by. A code is random, so its hash needs no salt."""
    return hashlib.sha256(f"certificate\n{code}".encode()).hexdigest()


def facts_hash(code: str, *, name: str, side: str, begins_on: str, ends_on: str, hours: str) -> str:
    """What the register keeps of the paper's facts. The code is the salt: who lacks the paper can try no name.

    Days as ISO text, hours as text with a full stop. Capital letters and blanks in the name make no difference.
    """
    plain = " ".join(unicodedata.normalize("NFC", name).casefold().split())
    facts = json.dumps([code, plain, side, begins_on, ends_on, hours], ensure_ascii=False)
    return hashlib.sha256(facts.encode()).hexdigest()
