"""News as a feed, in the reader's language: whoever likes their news in a reader or a portal page needs no account."""

import datetime as dt
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from augenhoehe.common.public import public_page
from augenhoehe.common.richtext import plain
from augenhoehe.outreach import selectors
from augenhoehe.outreach.models import Article
from augenhoehe.programmes.models import Programme

LATEST = 30


class NewsFeed(Feed):
    """The latest articles of a programme, as Atom."""

    feed_type: Any = Atom1Feed

    def get_object(self, _request: HttpRequest, slug: str) -> Programme:
        return get_object_or_404(selectors.visible_programmes(), slug=slug)

    def title(self, programme: Programme) -> str:
        return gettext("%(programme)s: news") % {"programme": programme.name}

    def link(self, programme: Programme) -> str:
        return reverse("news", args=[programme.slug])

    def subtitle(self, programme: Programme) -> str:
        return str(programme.summary)

    description = subtitle

    def items(self, programme: Programme) -> list[Article]:
        return list(selectors.published_articles(programme, timezone.localdate()).select_related("programme")[:LATEST])

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Article) -> str:
        return str(item.teaser) or plain(str(item.text), most=300)

    def item_link(self, item: Article) -> str:
        return reverse("article", args=[item.programme.slug, item.pk])

    def item_author_name(self, item: Article) -> str | None:
        return item.byline or None

    def item_pubdate(self, item: Article) -> dt.datetime:
        day = item.published_on or timezone.localdate()
        return timezone.make_aware(dt.datetime.combine(day, dt.time()))


class RssFeed(NewsFeed):
    """The same for older readers."""

    feed_type = Rss201rev2Feed


_ATOM, _RSS = NewsFeed(), RssFeed()


@require_safe
@public_page
def atom(request: HttpRequest, slug: str) -> HttpResponse:
    """News of a programme as Atom."""
    return _ATOM(request, slug=slug)


@require_safe
@public_page
def rss(request: HttpRequest, slug: str) -> HttpResponse:
    """News of a programme as RSS."""
    return _RSS(request, slug=slug)
