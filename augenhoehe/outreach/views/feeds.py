"""News as a feed, in the reader's language: whoever likes their news in a reader or a portal page needs no account."""

import datetime as dt
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import get_language, gettext
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

    def get_feed(self, obj: Any, request: HttpRequest) -> Any:
        self.language = get_language()
        return super().get_feed(obj, request)

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


atom = require_safe(public_page(NewsFeed()))
rss = require_safe(public_page(RssFeed()))
