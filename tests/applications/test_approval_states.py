"""State × state of the working-time approval, and the same click twice at the same moment."""

from itertools import product
from typing import Any

import pytest
from django.db.models import QuerySet

from augenhoehe.applications.enums import APPROVAL_TRANSITIONS, ApprovalState, State
from augenhoehe.applications.models import Approval
from augenhoehe.applications.services import IllegalTransitionError
from augenhoehe.applications.services.approval import agree, change_approval
from augenhoehe.audit.models import Entry
from augenhoehe.messaging.models import Mail
from tests import factories
from tests.factories import NOW, TODAY

from .test_races import at_once

POSTPONED: dict[str, Any] = {"postponed_until": TODAY, "reason": "peak"}


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "after"), list(product(ApprovalState, ApprovalState)))
def test_every_pair_of_states(before: ApprovalState, after: ApprovalState) -> None:
    application = factories.make_application(factories.make_cohort(), state=State.SUBMITTED)
    approval = factories.make_approval(application, before)
    changes = POSTPONED if after == ApprovalState.POSTPONED else {"asked_at": NOW}
    if after in APPROVAL_TRANSITIONS[before]:
        changed = change_approval(approval=approval, to=after, actor=None, now=NOW, **changes)
        entry = Entry.objects.get()
        assert (changed.state, changed.version) == (after, 2)
        assert (entry.action, entry.data["before"]) == (f"applications.approval_{after}", before)
    else:
        with pytest.raises(IllegalTransitionError):
            change_approval(approval=approval, to=after, actor=None, now=NOW, **changes)
        approval.refresh_from_db()
        assert (approval.state, approval.version, Entry.objects.count()) == (before, 1, 0)


def asked() -> Approval:
    application = factories.make_application(factories.make_cohort(), state=State.SUBMITTED)
    return factories.make_approval(application, "asked")


@pytest.mark.django_db(transaction=True)
def test_clicks_at_once_are_one_word_one_mail_one_entry() -> None:
    approval = asked()
    errors = at_once(lambda: agree(approval=approval, version=1, now=NOW))
    approval.refresh_from_db()
    assert (errors, approval.state, Mail.objects.count(), Entry.objects.count()) == ([], ApprovalState.AGREED, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_control_without_looking_under_the_lock_there_are_more_mails(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: everybody sees the question as it was before."""
    approval = asked()
    row = Approval.objects.select_related("application__person", "application__cohort__programme").get(pk=approval.pk)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: _Frozen(row))
    monkeypatch.setattr("augenhoehe.applications.services.approval.answers.fresh", lambda _approval: row)
    at_once(lambda: agree(approval=approval, version=1, now=NOW))
    assert Mail.objects.count() > 1


class _Frozen:
    def __init__(self, row: Approval) -> None:
        self.row = row

    def get(self, **_: Any) -> Approval:
        return self.row
