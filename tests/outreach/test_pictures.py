"""What is uploaded is made anew, described, and shown to whoever may read the article."""

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from augenhoehe.outreach.models import Article, Picture
from augenhoehe.outreach.pictures import LARGE, SMALL, PictureError, prepare
from augenhoehe.people.models import Person
from tests import factories
from tests.cast import Cast

SignIn = Callable[[Person], Client]


def image(kind: str = "JPEG", size: tuple[int, int] = (1600, 800), mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 128 if mode in "LP" else "teal").save(out, kind, **options)
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is enormous."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB")]
)
def test_every_usual_picture_becomes_two_jpegs(kind: str, mode: str) -> None:
    made = prepare(image(kind, mode=mode))
    large, small = (Image.open(io.BytesIO(data)) for data in (made.large, made.small))
    assert (large.format, large.mode, max(large.size), max(small.size)) == ("JPEG", "RGB", LARGE, SMALL)
    assert (made.width, made.height) == large.size
    assert prepare(image(kind, mode=mode)).digest == made.digest


def test_where_and_with_what_it_was_taken_is_left_out_and_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010F] = "Camera of Kim"
    exif.get_ifd(0x8825)[2] = (48.0, 8.0, 0.0)
    data = image(size=(400, 200), exif=exif.tobytes(), comment=b"secret")
    assert b"Camera of Kim" in data
    made = prepare(data)
    assert (made.width, made.height) == (200, 400)
    found = Image.open(io.BytesIO(made.large))
    assert (dict(found.getexif()), found.info.get("comment")) == ({}, None)
    assert b"Camera of Kim" not in made.large + made.small


def test_what_is_transparent_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(out, "PNG")
    found = Image.open(io.BytesIO(prepare(out.getvalue()).large))
    assert min(found.getpixel((5, 5))) > 250


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
FILES = {
    "nothing": (b"", "unreadable"),
    "no picture": (b"%PDF-1.7 hello", "unreadable"),
    "svg with a script": (SVG, "unreadable"),
    "html": (b"<html><script>alert(1)</script>", "unreadable"),
    "a gif": (image("GIF", mode="P"), "unreadable"),
    "half a jpeg": (image(size=(3000, 2000))[:9000], "unreadable"),
    "a bomb": (bomb(60_000, 60_000), "too_large"),
    "a smaller bomb": (bomb(9_000, 9_000), "too_large"),
    "too many bytes": (b"\xff\xd8" + b"\0" * (8 * 1024 * 1024), "too_large"),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_picture_is_refused_by_name(name: str) -> None:
    data, code = FILES[name]
    with pytest.raises(PictureError) as refused:
        prepare(data)
    assert refused.value.code == code


def where(cast: Cast, rest: str = "new/", article: Article | None = None) -> str:
    return f"/office/cohorts/{cast.cohort.pk}/public/articles/{(article or cast.article).pk}/pictures/{rest}"


def upload(data: bytes, name: str = "a.jpg", **changes: str) -> dict[str, object]:
    return {"file": SimpleUploadedFile(name, data), "alt_de": "Ein Tisch", "alt_en": "A table", **changes}


@pytest.mark.django_db
def test_a_picture_needs_a_description_in_each_language_of_its_article(cast: Cast, as_: SignIn) -> None:
    client = as_(cast.office)
    silent = client.post(where(cast), upload(image(), alt_en=""))
    assert (silent.status_code, list(silent.context["form"].errors)) == (422, ["alt_en"])
    assert [client.post(where(cast), upload(image())).status_code for _ in range(2)] == [302, 302]
    assert cast.article.pictures.count() == 2, "the cast's own, and the same file once"
    picture = cast.article.pictures.latest("pk")
    german = factories.make_article(cast.programme, title_en="", text_en="")
    page = client.get(where(cast, article=german))
    assert list(page.context["form"].fields) == ["file", "alt_de"]
    assert client.post(where(cast, f"{picture.pk}/"), {"version": 1, "alt_de": "", "alt_en": "x"}).status_code == 422
    assert client.post(where(cast, f"{picture.pk}/"), {"version": 1, "alt_de": "Y", "alt_en": "Z"}).status_code == 302
    assert client.post(where(cast, f"{picture.pk}/"), {"version": 1, "alt_de": "A", "alt_en": "B"}).status_code == 409
    client.post(where(cast, f"{picture.pk}/delete/"))
    assert not Picture.objects.filter(pk=picture.pk).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["no picture", "svg with a script", "half a jpeg", "a bomb", "too many bytes"])
def test_a_bad_file_is_refused_with_a_sentence_at_the_field(cast: Cast, as_: SignIn, name: str) -> None:
    answer = as_(cast.office).post(where(cast), upload(FILES[name][0]))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])
    assert cast.article.pictures.count() == 1


@pytest.mark.django_db
def test_six_are_enough(cast: Cast, as_: SignIn) -> None:
    for _ in range(5):
        factories.make_picture(cast.article)
    answer = as_(cast.office).post(where(cast), upload(image()))
    assert list(answer.context["form"].errors) == ["file"]


@pytest.mark.django_db
def test_a_picture_is_kept_by_browsers_and_asked_about(cast: Cast) -> None:
    path = f"/pictures/{cast.picture.pk}/small.jpg"
    answer = Client().get(path)
    assert (answer.content, answer.headers["Content-Type"]) == (b"small", "image/jpeg")
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert Client().get(path, headers={"if-none-match": answer.headers["ETag"]}).status_code == 304
    assert Client().get(path.replace("small", "original")).status_code == 404


@pytest.mark.django_db
def test_a_page_does_not_read_the_pictures_themselves(cast: Cast) -> None:
    article = Picture.objects.without_data().get(pk=cast.picture.pk)
    assert {"large", "small"} <= article.get_deferred_fields()
