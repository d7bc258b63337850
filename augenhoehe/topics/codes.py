"""The code that leads into a workshop: read from a wall, said into a microphone, typed on a phone."""

import secrets
from typing import Final

ALPHABET: Final = "23456789CFGHJMPQRVWX"
"""The twenty signs of Open Location Code: nothing looks like another one, and without vowels no word comes about."""
LENGTH: Final = 6
"""64 million codes; beside the limit on wrong ones (`views/door.py`) guessing takes years."""


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def tidied(typed: str) -> str:
    """A code as people type it (small letters, blanks, hyphens) in its stored form."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def spaced(code: str) -> str:
    """A code as it is read best: in two halves."""
    return f"{code[: LENGTH // 2]} {code[LENGTH // 2 :]}"
