"""A joint report in the other language, which one of the two is asked to agree to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from augenhoehe.common.links import new_token
from augenhoehe.evaluation.models import Consent
from tests import factories

if TYPE_CHECKING:
    from .stage import Stage


def report(stage: Stage) -> None:
    """The link opens; nobody has agreed yet."""
    joint = factories.make_report(stage.cast.cohort, language="en", joint=True, published_at=None)
    stage.report_token, stored = new_token("evaluation.consents")
    Consent.objects.create(report=joint, person=stage.cast.mentor, token_hash=stored)
