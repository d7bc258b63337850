"""What the office looks after: articles, voices, questions and answers, comments."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F, Prefetch, Q, QuerySet

from augenhoehe.outreach.enums import CommentState, PublicState
from augenhoehe.outreach.models import Article, Comment, CommentReport, Voice
from augenhoehe.programmes.models import Programme


@dataclass(frozen=True)
class Waiting:
    """What waits for the office."""

    reports: int
    comments: int
    voices: int


def waiting_for_office(programme_id: int) -> Waiting:
    """Experience reports that were handed in, and voices, and comments to moderate. Three queries."""
    return Waiting(
        reports=Article.objects.of_programme(programme_id).filter(state=PublicState.SUBMITTED).count(),
        comments=Comment.objects.filter(article__programme=programme_id).to_moderate().count(),
        voices=Voice.objects.filter(
            programme=programme_id, state=PublicState.SUBMITTED, consent_on__isnull=False
        ).count(),
    )


def office_articles(programme: Programme, state: str = "") -> QuerySet[Article]:
    """The programme's articles, what waits first, then drafts, then the newest; with the number of comments."""
    said = Count("comments", filter=~Q(comments__state=CommentState.UNCONFIRMED))
    found = programme.articles.annotate(waits=Count("pk", filter=Q(state=PublicState.SUBMITTED)), said=said).order_by(
        "-waits", F("published_on").desc(nulls_first=True), "-pk"
    )
    return found.filter(state=state) if state in PublicState.values else found


def office_comments(programme: Programme, state: str = "") -> QuerySet[Comment]:
    """Comments of the programme with their articles and open reports; without a state those to moderate."""
    open_reports = Prefetch(
        "reports", CommentReport.objects.filter(settled_at__isnull=True).select_related("person"), to_attr="complaints"
    )
    found = Comment.objects.said().filter(article__programme=programme)
    found = found.filter(state=state) if state in CommentState.values else found.to_moderate()
    return found.select_related("article", "person").prefetch_related(open_reports).order_by("-created_at", "-pk")


def faq_count(programme_id: int) -> Counter[str]:
    """Shown questions by the languages they are answered in."""
    rows = Programme.objects.filter(pk=programme_id).values_list("faq__answer_de", "faq__answer_en", "faq__shown")
    shown = [(de, en) for de, en, visible in rows if visible]
    return Counter(de=sum(bool(de) for de, _ in shown), en=sum(bool(en) for _, en in shown), all=len(shown))
