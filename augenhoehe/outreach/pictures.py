"""A picture that was uploaded, made anew: turned upright, small enough, without whatever else was in the file."""

import hashlib
import io
import warnings
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES: Final = 8 * 1024 * 1024
MOST_PIXELS: Final = 50_000_000
LARGE: Final = 1200
SMALL: Final = 560
_QUALITY: Final = 80


class PictureError(Exception):
    """The file is no picture that can be shown; which is `too_large`, `unreadable`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Prepared:
    """Two JPEG files of one picture. `width` and `height` are those of the large one; `digest` is that of its bytes."""

    large: bytes
    small: bytes
    width: int
    height: int
    digest: str


def prepare(data: bytes) -> Prepared:
    """Read JPEG, PNG or WebP and write it anew, so that nothing but what is seen is kept: no place, no camera, no name.

    Raises PictureError; a file that would unfold to more than 50 million pixels is not unfolded.
    """
    if len(data) > MOST_BYTES:
        raise PictureError("too_large")
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as found:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            if found.width * found.height > MOST_PIXELS:
                raise PictureError("too_large")
            found.draft("RGB", (LARGE, LARGE))
            upright = ImageOps.exif_transpose(found)
            flat = _on_white(upright)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureError("too_large") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
        raise PictureError("unreadable") from error
    large, (width, height) = _jpeg(flat, LARGE)
    small, _size = _jpeg(flat, SMALL)
    return Prepared(large, small, width, height, hashlib.sha256(large).hexdigest())


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode not in ("RGBA", "LA", "PA", "P"):
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    ground = Image.new("RGB", clear.size, "white")
    ground.paste(clear, mask=clear.getchannel("A"))
    return ground


def _jpeg(picture: Image.Image, longest: int) -> tuple[bytes, tuple[int, int]]:
    fitted = picture.copy()
    fitted.info = {}  # comments and colour profiles would be written along
    fitted.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    fitted.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return out.getvalue(), fitted.size
