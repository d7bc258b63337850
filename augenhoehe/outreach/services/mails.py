from django.conf import settings
from django.urls import reverse

from augenhoehe.common.models import in_language
from augenhoehe.messaging.services import queue_mail
from augenhoehe.outreach.models import Article
from augenhoehe.outreach.placeholders import REPORT_PUBLISHED
from augenhoehe.people.models import Person


def tell_author(*, article: Article, person: Person) -> None:
    """Their experience report stands on the page now, and they can take it back."""
    slug = article.programme.slug
    queue_mail(
        REPORT_PUBLISHED,
        to=person,
        programme_id=article.programme_id,
        values={
            "programme": in_language(article.programme, "name", person.language),
            "title": in_language(article, "title", person.language),
            "link": f"{settings.BASE_URL}{reverse('article', args=[slug, article.pk])}",
        },
    )
