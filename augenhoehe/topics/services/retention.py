import datetime as dt

from django.db import transaction
from django.db.models import F

from augenhoehe.audit.services import record

from ..enums import Outcome
from ..models import Group, Workshop
from ..selectors.board import figures


@transaction.atomic
def forget_workshops(*, today: dt.date) -> int:
    """Delete what was written and voted in the workshops of cohorts that have ended. Twice is once.

    What became a topic keeps its figures; every other group goes with its words. Returns how many contributions and
    votes went. Side effect: a log entry with the numbers for each workshop that had any.
    """
    gone = 0
    for workshop in Workshop.objects.filter(cohort__ends_on__lt=today):
        contributions, votes = workshop.contributions.count(), workshop.votes.count()
        if contributions or votes or workshop.groups.filter(outcome__in=(Outcome.OPEN, Outcome.LEFT)).exists():
            _keep_figures(workshop)
            workshop.votes.all().delete()
            workshop.pens.all().delete()
            workshop.contributions.all().delete()
            Workshop.objects.filter(pk=workshop.pk).update(board_edition=F("board_edition") + 1)
            workshop.groups.exclude(merged_into=None, result__isnull=False).delete()
            record(
                actor=None, action="topics.workshop_forgotten", on=workshop, contributions=contributions, votes=votes
            )
        gone += contributions + votes
    return gone


def _keep_figures(workshop: Workshop) -> None:
    for root, (wants, offers, votes) in figures(workshop).items():
        Group.objects.filter(pk=root).update(kept_wants=wants, kept_offers=offers, kept_votes=votes)
