"""Every mail: both languages are there, and use only placeholders that have a value."""

import pytest
from django.utils import translation

from augenhoehe.messaging.registry import TextKind, text_kinds
from augenhoehe.messaging.wording import render, shipped, unknown_placeholders
from tests import factories

CASES = [(kind, language) for kind in text_kinds() for language in ("de", "en")]


@pytest.mark.parametrize(("kind", "language"), CASES, ids=lambda value: getattr(value, "key", value))
def test_shipped_text(kind: TextKind, language: str) -> None:
    subject, body = shipped(kind, language)
    assert subject
    assert len(body) > 40
    assert unknown_placeholders(kind, subject + body) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "language"), CASES, ids=lambda value: getattr(value, "key", value))
def test_the_preview_leaves_nothing_open(kind: TextKind, language: str) -> None:
    with translation.override(language):
        examples = kind.examples(factories.make_cohort(), language)
        rendered = render(kind, language, examples)
    assert set(examples) == set(kind.placeholders)
    assert "{" not in rendered.subject + rendered.text
    assert "{" not in rendered.html
