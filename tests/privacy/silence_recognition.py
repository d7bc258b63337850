"""What somebody wishes for, and why they go without: numbers, which show as titles on their author's page alone."""

from collections.abc import Callable
from typing import Any

from augenhoehe.recognition.models import WishList

Change = Callable[[Any], None]


def wishes(place: int, cause: str) -> Change:
    """One of two benefits in a round that waits for the office, and a cause why there is no other in an earlier one."""

    def change(stage: Any) -> None:
        chosen = stage.waiting.benefits.order_by("pk")[place]
        WishList.objects.filter(pk=stage.wishes.pk).update(choices=[chosen.pk])
        missed = [{"benefit": stage.cast.benefit.pk, "cause": cause}]
        WishList.objects.filter(pk=stage.cast.given.wish_list_id).update(missed=missed)

    return change


PROBES: dict[str, tuple[tuple[str, ...], Change, Change, tuple[str, ...], tuple[str, ...]]] = {
    # The office sees who would get what; that it sees nothing else tests/recognition has seen.
    "which benefit somebody wishes for": (
        ("recognition.WishList.choices", "recognition.WishList.missed"),
        wishes(0, "lot"), wishes(1, "fewer_people"), ("mentor",), ("mentee", "sponsor", "council", "admin"),
    ),
}  # fmt: skip
"""Fields, before, after, who notices, who must not."""
