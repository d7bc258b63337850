"""What is written in one language only is shown to everybody, and says which one it is."""

from typing import Any

from django.utils.translation import get_language


def foreign(instance: Any, name: str) -> str:
    """Code of the language in which a bilingual field is shown, where that is not the reader's; else empty."""
    own = "en" if (get_language() or "de").startswith("en") else "de"
    other = "de" if own == "en" else "en"
    return other if getattr(instance, f"{name}_{other}") and not getattr(instance, f"{name}_{own}") else ""
