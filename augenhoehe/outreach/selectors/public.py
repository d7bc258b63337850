"""What everybody reads about a programme."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from augenhoehe.documents.selectors import PublicDocument, public_documents
from augenhoehe.outreach.enums import ArticleKind, FaqCategory
from augenhoehe.outreach.links import PublicLink, links_of
from augenhoehe.outreach.models import Article, Comment, FaqEntry, Page, Picture, Voice
from augenhoehe.programmes.models import Programme
from augenhoehe.programmes.selectors import PublicCard, public_card, public_programmes

LATEST = 3
VOICES = 6


@dataclass(frozen=True)
class FaqGroup:
    label: str
    entries: list[FaqEntry]


@dataclass(frozen=True)
class ProgrammePage:
    """A programme's page on a day. Eight queries in all, however much there is."""

    card: PublicCard
    page: Page
    voices: list[Voice]
    faq: list[FaqGroup]
    documents: list[PublicDocument]
    news: list[Article]
    links: list[PublicLink]


def visible_programmes() -> QuerySet[Programme]:
    """Programmes that everybody may know of, with what their pages let people do, and nothing of their cohorts."""
    return Programme.objects.filter(public=True).select_related("page")


def programmes_with_page() -> QuerySet[Programme]:
    """The same with cohorts, phases and gates: three queries."""
    return public_programmes().select_related("page")


def programme_page(programme: Programme, today: dt.date) -> ProgrammePage:
    """All that stands on the page. Five queries after `programmes_with_page`."""
    return ProgrammePage(
        card=public_card(programme, today),
        page=page_of(programme),
        voices=list(Voice.objects.published().filter(programme=programme)[:VOICES]),
        faq=faq_groups(programme.faq.filter(shown=True)),
        documents=public_documents(programme, today),
        news=list(published_articles(programme, today)[:LATEST]),
        links=links_of(programme),
    )


def contact_of(programme: Programme) -> str:
    """Where the office answers questions: its mail address, else the form on the programme's page."""
    return programme.contact_email or f"{settings.BASE_URL}{reverse('ask', args=[programme.slug])}"


def page_of(programme: Programme) -> Page:
    """What the programme's pages let people do; the defaults where nobody has set anything."""
    stored: Page | None = getattr(programme, "page", None)
    return stored or Page(programme=programme)


def faq_groups(entries: QuerySet[FaqEntry]) -> list[FaqGroup]:
    """Questions by category, in the order of the page."""
    order = list(FaqCategory.values)
    found = sorted(entries, key=lambda one: order.index(one.category))
    return [FaqGroup(str(FaqCategory(category).label), list(group)) for category, group in groupby(found, _category)]


def _category(entry: FaqEntry) -> str:
    return entry.category


def published_articles(programme: Programme, today: dt.date, kind: str = "") -> QuerySet[Article]:
    """News and experience reports, the latest first, each with its first picture. One query."""
    found = Article.objects.published(today).of_programme(programme.pk).with_lead()
    return found.filter(kind=kind) if kind in ArticleKind.values else found


def is_public(article: Article, today: dt.date) -> bool:
    """Whether everybody reads this article today. One query."""
    return Article.objects.published(today).filter(pk=article.pk).exists()


def articles_with_pictures() -> QuerySet[Article]:
    """Articles with their programmes and all pictures. Two queries."""
    pictures = Prefetch("pictures", Picture.objects.without_data())
    return Article.objects.select_related("programme__page").prefetch_related(pictures)


def comments_for(article: Article, reader: Any) -> QuerySet[Comment]:
    """What this reader sees below the article; one's own that wait are among it."""
    found = article.comments.select_related("person")
    return found.shown_to(reader) if reader.is_authenticated else found.shown()
