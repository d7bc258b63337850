"""The engine's errors as stable codes and facts, which `words` tells in the reader's language."""

from typing import Any

from augenhoehe.engine import LockImpossible, NobodyPossible, ProblemError, QuotasImpossible

from .aims import conflict_told


class Impossible(Exception):  # noqa: N818 - reads as the sentence it is
    """No plan can be computed. `failure` is JSON: a stable `code` and the facts that go with it."""

    def __init__(self, failure: dict[str, Any]) -> None:
        super().__init__(failure["code"])
        self.failure = failure


def failure_of(error: NobodyPossible | ProblemError) -> dict[str, Any]:
    """The error as JSON; application ids are numbers."""
    if isinstance(error, NobodyPossible):
        return {
            "code": "nobody_possible",
            "rules": list(error.rules),
            "removed": dict(error.removed),
            "hint": error.hint,
        }
    if isinstance(error, LockImpossible):
        return {
            "code": "lock_rule",
            "mentor": int(error.mentor),
            "mentee": int(error.mentee),
            "rules": list(error.rules),
        }
    if isinstance(error, QuotasImpossible):
        return {"code": "quotas", "conflict": conflict_told(error.conflict)}
    facts = {name: value for name, value in error.facts.items() if isinstance(value, str | int)}
    return {"code": error.code, **facts}
