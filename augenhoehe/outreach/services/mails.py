from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from augenhoehe.common.models import in_language
from augenhoehe.messaging.models import Mail
from augenhoehe.messaging.services import queue_mail, withdraw_mails
from augenhoehe.outreach.models import Article, Delivery
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


def take_back(deliveries: QuerySet[Delivery]) -> int:
    """Withdraw the mails of these deliveries that no worker has taken yet; returns how many have gone out already."""
    written = list(deliveries.values_list("mail_id", flat=True))
    withdraw_mails(written)
    left = set(Mail.objects.filter(pk__in=written).values_list("pk", flat=True))
    deliveries.exclude(mail_id__in=left).delete()
    return len(left)
