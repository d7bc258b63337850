import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from augenhoehe.audit.services import record
from augenhoehe.common.changes import changes_of
from augenhoehe.common.models import StaleError
from augenhoehe.outreach.enums import TRANSITIONS, ArticleKind, PublicState
from augenhoehe.outreach.errors import ConsentError, TransitionError
from augenhoehe.outreach.models import Article
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Programme

from .consent import ask_author, reworded_state
from .mails import tell_author

_TEXTS = ("title_de", "title_en", "teaser_de", "teaser_en", "text_de", "text_en", "byline")
_FACTS = ("byline", "consent_on", "handed_in_by_id")


@transaction.atomic
def write_article(*, programme: Programme, values: dict[str, Any], actor: Person, draft_key: UUID) -> Article:
    """A new article of the office, as a draft. The same draft twice is one. Side effect: a log entry."""
    article, created = Article.objects.get_or_create(programme=programme, draft_key=draft_key, defaults=values)
    if created:
        record(actor=actor, action="outreach.article_written", on=article, kind=article.kind)
    return article


@transaction.atomic
def change_article(*, article: Article, version: int, changes: dict[str, Any], actor: Person) -> Article:
    """Word an article anew, whatever its state; a published one keeps its day where none is given.

    Raises StaleError, and ConsentError where a published one would name an author who has not agreed. Another wording
    of what a participant handed in needs their yes: it is off the page, and they are asked, unless they have taken it
    back.

    Side effects: a log entry that says which texts changed, not what they say; a mail to a participant who is asked.
    """
    if article.state == PublicState.PUBLISHED and not changes.get("published_on", article.published_on):
        changes = {**changes, "published_on": article.published_on}
    changed = {name: pair for name, pair in changes_of(article, changes).items() if name not in _TEXTS}
    texts = [name for name in changes if name in _TEXTS and getattr(article, name) != changes[name]]
    reworded = bool(texts) and article.handed_in_by_id is not None
    if reworded:
        changes |= {"consent_on": None, "state": reworded_state(article.state)}
    after = Article(**{**_facts(article), **{name: changes[name] for name in changes if name in _FACTS}})
    if article.state == PublicState.PUBLISHED and not (reworded or _has_consent(after, timezone.localdate())):
        raise ConsentError
    article.save_version(version, updated_at=timezone.now(), **changes)
    if changed or texts:
        record(actor=actor, action="outreach.article_changed", on=article, changes=changed, texts=sorted(texts))
    if reworded and article.state == PublicState.SUBMITTED:
        ask_author(piece=article, now=timezone.now())
    return article


def _facts(article: Article) -> dict[str, Any]:
    return {name: getattr(article, name) for name in _FACTS}


def _has_consent(article: Article, today: dt.date) -> bool:
    needed = bool(article.byline) or article.handed_in_by_id is not None
    return not needed or (article.consent_on is not None and article.consent_on <= today)


@transaction.atomic
def set_article_state(*, article: Article, to: str, actor: Person, today: dt.date) -> Article:
    """Publish or withdraw. Where no day was set, it is published today; a day ahead is kept, and it appears then.

    Raises TransitionError, and ConsentError where the author has not agreed. Side effects: a log entry; whoever handed
    it in gets a mail when it is published.
    """
    locked = (
        Article.objects.select_for_update(of=("self",)).select_related("programme", "handed_in_by").get(pk=article.pk)
    )
    if to not in TRANSITIONS[locked.state]:
        raise TransitionError
    if to == PublicState.PUBLISHED:
        if not _has_consent(locked, today):
            raise ConsentError
        locked.published_on = locked.published_on or today
    before, locked.state = locked.state, to
    locked.save_version(locked.version, state=to, published_on=locked.published_on)
    record(actor=actor, action="outreach.article_state", on=locked, before=before, state=to)
    if to == PublicState.PUBLISHED and locked.handed_in_by and locked.handed_in_by != actor:
        tell_author(article=locked, person=locked.handed_in_by)
    return locked


@transaction.atomic
def delete_article(*, article: Article, actor: Person) -> None:
    """Delete what nobody reads (any more), with its pictures and comments. Raises TransitionError while it is public.

    Side effect: a log entry.
    """
    locked = Article.objects.select_for_update().get(pk=article.pk)
    if locked.state == PublicState.PUBLISHED:
        raise TransitionError
    record(actor=actor, action="outreach.article_deleted", on=locked, state=locked.state)
    locked.delete()


@transaction.atomic
def hand_in_report(
    *, programme: Programme, person: Person, values: dict[str, Any], named: bool, draft_key: UUID, today: dt.date
) -> Article:
    """A participant's experience, for the office to look at; handing it in is the consent to publish it.

    named: their name may stand below it. The same draft twice is one. Side effect: a log entry.
    """
    report, created = Article.objects.get_or_create(
        programme=programme,
        draft_key=draft_key,
        defaults={
            **values,
            "kind": ArticleKind.REPORT,
            "state": PublicState.SUBMITTED,
            "handed_in_by": person,
            "consent_on": today,
            "byline": person.get_full_name() if named else "",
        },
    )
    if report.handed_in_by_id != person.pk:
        raise StaleError
    if created:
        record(actor=person, action="outreach.report_handed_in", on=report)
    return report


@transaction.atomic
def change_own_report(
    *, report: Article, version: int, changes: dict[str, Any], named: bool, person: Person
) -> Article:
    """Its author words it anew until the office has decided. Raises StaleError; TransitionError once it is decided.

    Side effect: a log entry.
    """
    if Article.objects.select_for_update().get(pk=report.pk).state != PublicState.SUBMITTED:
        raise TransitionError
    report.save_version(version, byline=person.get_full_name() if named else "", **changes)
    record(actor=person, action="outreach.report_changed", on=report)
    return report
