"""A badge inside its picture, as Open Badges 3.0 has it (section 5.3): PNG with an iTXt chunk, SVG with an element."""

import io
from functools import lru_cache
from importlib.resources import files
from typing import Final

from PIL import Image
from PIL.PngImagePlugin import PngInfo

_PICTURES: Final = files("augenhoehe") / "static" / "img" / "badges"
_KEYWORD: Final = "openbadgecredential"
_NAMESPACE: Final = "https://purl.imsglobal.org/ob/v3p0"


@lru_cache
def _picture(name: str) -> bytes:
    return (_PICTURES / name).read_bytes()


def png(token: str, side: str) -> bytes:
    """The picture of this side with the token, uncompressed as the specification wants it."""
    info, out = PngInfo(), io.BytesIO()
    info.add_itxt(_KEYWORD, token, zip=False)
    with Image.open(io.BytesIO(_picture(f"{side}.png"))) as picture:
        picture.save(out, "PNG", pnginfo=info)
    return out.getvalue()


def svg(token: str, side: str) -> bytes:
    """The drawing of this side with the token, whose signs (letters, digits, `-_.`) need no escaping."""
    drawing = _picture(f"{side}.svg").decode()
    head, bracket, rest = drawing.partition(">")
    element = f'<openbadges:credential verify="{token}"></openbadges:credential>'
    return f'{head} xmlns:openbadges="{_NAMESPACE}"{bracket}{element}{rest}'.encode()
