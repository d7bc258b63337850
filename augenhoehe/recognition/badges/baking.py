"""A badge inside its picture, as Open Badges 3.0 has it (section 5.3): PNG with an iTXt chunk, SVG with an element."""

import zlib
from functools import lru_cache
from importlib.resources import files
from typing import Final

_PICTURES: Final = files("augenhoehe") / "static" / "img" / "badges"
_KEYWORD: Final = b"openbadgecredential"
_HEAD: Final = 33
"""Bytes of a PNG's signature and its first chunk, IHDR; the token's comes next."""
_NAMESPACE: Final = "https://purl.imsglobal.org/ob/v3p0"


@lru_cache
def _picture(name: str) -> bytes:
    return (_PICTURES / name).read_bytes()


def drawing(side: str) -> str:
    """The picture of this side as SVG, without a badge in it."""
    return _picture(f"{side}.svg").decode()


def png(token: str, side: str) -> bytes:
    """The picture of this side as it is, with a chunk for the token, uncompressed as the specification wants it."""
    picture = _picture(f"{side}.png")
    # After the keyword: not compressed, by no method, in no language, with no translated keyword.
    chunk = b"iTXt" + _KEYWORD + b"\0" * 5 + token.encode("ascii")
    framed = (len(chunk) - 4).to_bytes(4) + chunk + zlib.crc32(chunk).to_bytes(4)
    return picture[:_HEAD] + framed + picture[_HEAD:]


def svg(token: str, side: str) -> bytes:
    """The drawing of this side with the token, whose signs (letters, digits, `-_.`) need no escaping."""
    head, bracket, rest = drawing(side).partition(">")
    element = f'<openbadges:credential verify="{token}"></openbadges:credential>'
    return f'{head} xmlns:openbadges="{_NAMESPACE}"{bracket}{element}{rest}'.encode()
