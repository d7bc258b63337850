"""What can be wrong with a problem, as types a caller can tell apart and put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


class EngineError(Exception):
    """Base of everything the engine raises on purpose."""


class ProblemError(EngineError, ValueError):
    """The input contradicts itself or leaves its range.

    ``code`` is stable (``id``, ``duplicate_id``, ``unknown_id``, ``empty_side``, ``range``, ``capacity``, ``weights``,
    ``shape``, ``lock_and_ban``, ``lock_capacity``, ``lock_rule``, ``quota``, ``precedence``, ``quotas``,
    ``cyclic_units``, ``format``); ``facts`` names the entry.
    """

    def __init__(self, code: str, message: str, **facts: object) -> None:
        super().__init__(message)
        self.code = code
        self.facts: Mapping[str, object] = facts


class LockImpossible(ProblemError):  # noqa: N818 - reads as the sentence it is
    """A locked pair breaks hard rules; ``rules`` names each of them."""

    def __init__(self, mentor: str, mentee: str, rules: tuple[str, ...]) -> None:
        names = ", ".join(rules)
        super().__init__(
            "lock_rule",
            f"the locked pair {mentor!r} and {mentee!r} is not possible: {names}",
            mentor=mentor,
            mentee=mentee,
            rules=rules,
        )
        self.mentor = mentor
        self.mentee = mentee
        self.rules = rules


@dataclass(frozen=True, slots=True)
class Conflict:
    """One rule of a conflict. kind: ``"at_least"``, ``"at_most"`` (of the quota ``name``: ``number``) or ``"lock"``
    (of ``mentor`` and ``mentee``). possible: with the other rules of the conflict, so many would be at most."""

    kind: Literal["at_least", "at_most", "lock"]
    name: str = ""
    number: int = 0
    possible: int | None = None
    mentor: str = ""
    mentee: str = ""

    def __str__(self) -> str:
        """In words, for a developer."""
        if self.kind == "lock":
            return f"the locked pair {self.mentor!r} and {self.mentee!r}"
        could = "" if self.possible is None else f" (possible: {self.possible})"
        return f"{self.name!r}: {self.kind.replace('_', ' ')} {self.number}{could}"


class QuotasImpossible(ProblemError):  # noqa: N818 - reads as the sentence it is
    """No plan keeps all quotas and locks. ``conflict`` is a smallest set of them that cannot be kept together."""

    def __init__(self, conflict: tuple[Conflict, ...]) -> None:
        super().__init__("quotas", "these cannot be kept together: " + "; ".join(map(str, conflict)))
        self.conflict = conflict


class NobodyPossible(EngineError):  # noqa: N818 - reads as the sentence it is
    """No pair at all is possible.

    ``rules``: the rules that each rule out every pair by themselves; empty when only several together do, then
    ``removed`` (rule → number of pairs it rules out) shows which weigh most. ``hint``: ``"roles_swapped"`` when the
    level or grade rule would leave pairs if mentors and mentees changed sides, else ``None``.
    """

    def __init__(self, rules: tuple[str, ...], removed: Mapping[str, int], hint: str | None) -> None:
        by = ", ".join(rules) if rules else "several rules together (" + ", ".join(sorted(removed)) + ")"
        suffix = "; are mentors and mentees swapped?" if hint == "roles_swapped" else ""
        super().__init__(f"nobody has any possible partner because of: {by}{suffix}")
        self.rules = rules
        self.removed = dict(removed)
        self.hint = hint


class NotVerified(EngineError):  # noqa: N818 - reads as the sentence it is
    """``verify`` found a claim that does not hold; ``part`` names it.

    Parts: ``pairs``, ``scores``, ``locks``, ``quotas``, ``left_over``, ``cardinality``, ``floor``, ``total``,
    ``aims``, ``certificate``, ``told`` (warnings, what is switched off, the highest score there can be).
    """

    def __init__(self, part: str, message: str) -> None:
        super().__init__(f"{part}: {message}")
        self.part = part
