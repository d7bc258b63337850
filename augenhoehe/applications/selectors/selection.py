"""What the office needs to choose."""

from django.db.models import QuerySet

from augenhoehe.applications.enums import ADVICE, Outcome, State
from augenhoehe.applications.models import ProposedDecision
from augenhoehe.programmes.models import Cohort


def proposals(cohort: Cohort) -> QuerySet[ProposedDecision]:
    """Decisions of this cohort that wait for a second person, by name."""
    found = ProposedDecision.objects.filter(application__cohort=cohort)
    return found.select_related("application__person", "proposed_by")


def outcome_of(to: str, text: str) -> Outcome:
    """A decision as the office chose it: declined with advice, or declined."""
    return Outcome.ADVISE if to == State.DECLINED and text in ADVICE else Outcome(to)
