"""What speaks against setting a pair without forbidding it: the office may go on, with a note."""

from enum import StrEnum

from .adapter import Effect, Preview


class Concern(StrEnum):
    BANNED = "banned"
    DISPLACES = "displaces"
    FEWER = "fewer"
    ALONE = "alone"
    WEAKEST = "weakest"


def lock_concerns(preview: Preview) -> list[Concern]:
    """Concerns about setting this pair, the weightiest first; each asks for a note."""
    found = [Concern.BANNED] if preview.banned else []
    if preview.displaced:
        found.append(Concern.DISPLACES)
    return found + (effect_concerns(preview.effect) if preview.effect else [])


def effect_concerns(effect: Effect) -> list[Concern]:
    """Concerns about what a change does to the cohort."""
    found = []
    if effect.pairs < 0:
        found.append(Concern.FEWER)
    if effect.alone:
        found.append(Concern.ALONE)
    if effect.worst is not None and effect.worst < 0:
        found.append(Concern.WEAKEST)
    return found


def weak_points(preview: Preview) -> list[str]:
    """Criteria that give this pair nothing, in order of display; told, but no reason to ask for a note."""
    return [name for name, part in preview.contributions.items() if part["weight"] and not part["points"]]
