from typing import Any

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.outreach.models import Article, Picture
from augenhoehe.outreach.pictures import prepare
from augenhoehe.people.models import Person

MOST = 6


class TooManyError(Exception):
    """There is no room for more."""


@transaction.atomic
def add_picture(*, article: Article, data: bytes, alt_de: str, alt_en: str, actor: Person) -> Picture:
    """A picture below what is there. The same file twice is one.

    Raises PictureError for a file that is none, TooManyError beyond six. Side effect: a log entry.
    """
    made = prepare(data)
    Article.objects.select_for_update().get(pk=article.pk)
    known = article.pictures.filter(digest=made.digest).without_data().first()
    if known:
        return known
    if article.pictures.count() >= MOST:
        raise TooManyError
    picture = Picture.objects.create(
        article=article,
        alt_de=alt_de,
        alt_en=alt_en,
        large=made.large,
        small=made.small,
        width=made.width,
        height=made.height,
        digest=made.digest,
    )
    record(actor=actor, action="outreach.picture_added", on=picture, article=article.pk)
    return picture


@transaction.atomic
def describe_picture(*, picture: Picture, version: int, changes: dict[str, Any], actor: Person) -> Picture:
    """Say anew what it shows. Raises StaleError. Side effect: a log entry."""
    picture.save_version(version, **changes)
    record(actor=actor, action="outreach.picture_described", on=picture)
    return picture


@transaction.atomic
def delete_picture(*, picture: Picture, actor: Person) -> None:
    """Remove a picture for good. Side effect: a log entry."""
    record(actor=actor, action="outreach.picture_deleted", on=picture, article=picture.article_id)
    picture.delete()
