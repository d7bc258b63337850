"""The demo's public pages: news, experience reports with pictures drawn here, voices, questions, comments."""

import datetime as dt
import io
import random
from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import Any

import yaml
from PIL import Image, ImageDraw

from augenhoehe.outreach import services
from augenhoehe.outreach.enums import ArticleKind, CommentState, PublicState, VoiceNaming, VoiceSide
from augenhoehe.outreach.models import Article, Comment, FaqEntry, Helpful, Voice
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Programme

TEXTS = files("augenhoehe.portal.demo") / "data" / "public.yaml"
WIDTH, HEIGHT = 1200, 800
BLUE, AMBER, DARK, PALE = "#2b4fd8", "#f0a92e", "#171a2b", "#eef1fb"


def build_public(
    chance: random.Random,
    programme: Programme,
    personas: dict[str, Person],
    readers: Sequence[Person],
    now: dt.datetime,
) -> None:
    """Three news, two reports with their comments, one report that waits, voices and questions."""
    today, texts = now.date(), yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    for row in texts["news"]:
        _article(programme, ArticleKind.NEWS, row, today)
    for row in texts["reports"]:
        report = _article(programme, ArticleKind.REPORT, row, today)
        services.add_picture(
            article=report,
            data=DRAWINGS[row["picture"]](),
            alt_de=row["alt_de"],
            alt_en=row["alt_en"],
            actor=personas["office"],
        )
        _comments(chance, report, readers, texts)
    Comment.objects.create(article=report, person=readers[0], text=texts["waiting"], state=CommentState.WAITING)
    Article.objects.create(
        programme=programme,
        kind=ArticleKind.REPORT,
        state=PublicState.SUBMITTED,
        handed_in_by=personas["mentor"],
        consent_on=today,
        byline=personas["mentor"].get_full_name(),
        **texts["handed_in"],
    )
    consent = {"state": PublicState.PUBLISHED, "consent_on": today - dt.timedelta(days=90)}
    Voice.objects.bulk_create(Voice(programme=programme, **consent, **row) for row in texts["voices"])
    mentor = personas["closed_mentor"]
    own = {"handed_in_by": mentor, "side": VoiceSide.MENTOR, "consent_on": today - dt.timedelta(days=3)}
    Voice.objects.create(
        programme=programme, state=PublicState.PUBLISHED, name=mentor.get_full_name(), **own, **texts["own_voice"]
    )
    Voice.objects.create(
        programme=programme, state=PublicState.SUBMITTED, naming=VoiceNaming.SIDE, **own, **texts["waiting_voice"]
    )
    FaqEntry.objects.bulk_create(
        FaqEntry(programme=programme, position=place, **row) for place, row in enumerate(texts["faq"], start=1)
    )


def _article(programme: Programme, kind: ArticleKind, row: dict[str, Any], today: dt.date) -> Article:
    day = today - dt.timedelta(days=row["days_ago"])
    words = {name: value for name, value in row.items() if name.startswith(("title_", "teaser_", "text_"))}
    byline = row.get("byline", "")
    return Article.objects.create(
        programme=programme,
        kind=kind,
        state=PublicState.PUBLISHED,
        published_on=day,
        byline=byline,
        consent_on=day if byline else None,
        **words,
    )


def _comments(chance: random.Random, report: Article, readers: Sequence[Person], texts: dict[str, Any]) -> None:
    said = chance.sample(list(readers), 14)
    Comment.objects.bulk_create(
        Comment(article=report, person=person, text=text, state=CommentState.SHOWN)
        for person, text in zip(said, texts["comments"], strict=False)
    )
    Helpful.objects.bulk_create(Helpful(article=report, person=person) for person in said[: chance.randint(5, 14)])


def _circles() -> bytes:
    """Two points of view, and what they have in common."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PALE)
    left, right = (_disc(x) for x in (480, 720))
    both = Image.composite(left, Image.new("L", left.size), right)
    for colour, mask in ((BLUE, left), (AMBER, right), (DARK, both)):
        picture.paste(colour, mask=mask)
    return _png(picture)


def _disc(x: int) -> Image.Image:
    """Drawn twice as large, so that its edge is smooth."""
    mask = Image.new("L", (WIDTH * 2, HEIGHT * 2))
    ImageDraw.Draw(mask).circle((x * 2, HEIGHT), 440, fill=255)
    return mask.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _steps() -> bytes:
    """A staircase, and somebody on the way up."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PALE)
    draw = ImageDraw.Draw(picture)
    for number in range(6):
        left, top = 180 + number * 145, 650 - number * 75
        draw.rounded_rectangle((left, top, left + 115, HEIGHT - 90), 12, fill=BLUE if number < 5 else DARK)
    draw.circle((817, 265), 48, fill=AMBER)
    return _png(picture)


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()


DRAWINGS: dict[str, Callable[[], bytes]] = {"circles": _circles, "steps": _steps}
