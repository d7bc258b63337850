"""Rules, criteria and causes in plain English, for the terminal and the tables."""

from __future__ import annotations

from collections.abc import Mapping

from augenhoehe.engine import LeftOver, NobodyPossible, Plan, Role, Rules, Shortage, SwitchedOff
from augenhoehe.engine import Warning as EngineWarning

CRITERIA_WORDS = {
    "topic_fit": "topic fit",
    "aspects": "aspects",
    "topic_level": "level gap on the topic",
    "career_stage": "career-stage distance",
    "place_mode": "place and mode",
    "time": "time",
    "new_link": "new link between departments",
    "profession": "profession",
}
_RULE_WORDS = {
    "line_relation": "line relation",
    "private": "private reasons",
    "department": "different department",
    "function_level": "function level",
    "grade": "grade",
    "attribute": "different attribute",
    "topic": "topic",
    "language": "common language",
    "mode": "common mode",
    "slot": "common weekly time",
    "former_partners": "former partners",
    "ban": "forbidden pair",
}
_SETTINGS = {"attribute": "different"}
"""Rules that have another name in the rules file."""
_MISSING = {
    "mentor": "the mentors have no data",
    "mentee": "the mentees have no data",
    "both": "no data",
    "relation": "no data",
}


def rule_words(rule: str, rules: Rules | None = None) -> str:
    """A rule's name and, if the settings are known, what it asks for."""
    words = _RULE_WORDS.get(rule, rule)
    if rules is None:
        return words
    asks = {
        "department": f"not the same unit at depth {rules.department}",
        "function_level": _gap(rules, "level", rules.level_gap_min, rules.level_gap_max),
        "grade": _gap(rules, "grade", rules.grade_gap_min, rules.grade_gap_max),
        "attribute": f"another {rules.different_attribute}",
        "topic": "the mentor's level is higher on at least one topic the mentee wants",
    }.get(rule)
    return f"{words} ({asks})" if asks else words


def _gap(rules: Rules, unit: str, low: int, high: int | None) -> str:
    if rules.direction == "equal":
        return f"at most {high or 0} {unit}s apart"
    side = "below" if rules.direction == "reverse" else "above"
    span = f"at least {low}" if high is None else (f"{low}" if high == low else f"{low} to {high}")
    return f"the mentor stands {span} {unit}{'s' if span != '1' else ''} {side} the mentee"


def cause_words(person: LeftOver) -> str:
    """Why somebody is left over, in one sentence."""
    if person.cause == "scarcity":
        if person.shortage is None:
            return "too few partners"
        return f"too few partners: {_shortage(person.role, person.shortage)}"
    if person.cause.startswith("rule:"):
        return f"the rule “{rule_words(person.cause.removeprefix('rule:'))}” leaves no possible partner"
    return f"several rules together leave no possible partner: {_counts(person.removed)}"


def _shortage(role: Role, short: Shortage) -> str:
    """Who shares what; seats are named where they are not one a person."""
    people, partners = len(short.people), len(short.partners)
    if not partners:
        return "every possible partner is in a fixed pair"
    verb = "has" if people == 1 else "share"
    if role == "mentor":
        places = f" with {short.needed} places" if short.needed != people else ""
        return f"{_number(people, 'mentor')}{places} {verb} only {_number(partners, 'possible mentee')}"
    places = f" with {_number(short.seats, 'place')}" if short.seats != partners else ""
    return f"{_number(people, 'mentee')} {verb} only {_number(partners, 'possible mentor')}{places}"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' if count != 1 else ''}"


def _counts(removed: Mapping[str, int]) -> str:
    ordered = sorted(removed.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{rule_words(rule)} {count}" for rule, count in ordered if count)


def nobody_lines(error: NobodyPossible, rules: Rules | None) -> list[str]:
    """What to print when no pair at all is possible: the rule named, and a hint. ``rules``: None for a matrix."""
    if error.rules:
        lines = [
            f"Nobody can be matched: the rule “{rule_words(rule, rules)}” rules out every pair." for rule in error.rules
        ]
    else:
        lines = [f"Nobody can be matched: several rules together rule out every pair: {_counts(error.removed)}."]
    lines.append(f"Hint: {_hint(error, rules)}.")
    return lines


def _hint(error: NobodyPossible, rules: Rules | None) -> str:
    if rules is None:
        return "an empty cell forbids its pair; at least one needs a score"
    if error.hint == "roles_swapped":
        other = "classic" if rules.direction == "reverse" else "reverse"
        return (
            "mentors and mentees seem to be swapped. Give the files in the order MENTORS MENTEES, "
            f"check the role column, or use --direction {other}"
        )
    if "ban" in error.rules:
        return "nobody is matched with themselves; give at least one other person"
    if error.rules:
        names = ", ".join(_SETTINGS.get(rule, rule) for rule in error.rules)
        return f"check the columns this needs, or change the rule in a rules file ([rules]: {names})"
    return "soften one of them in a rules file (--rules rules.toml)"


def off_words(off: SwitchedOff) -> str:
    """A rule or criterion that does not count, and why."""
    name = _RULE_WORDS.get(off.name, off.name) if off.kind == "rule" else CRITERIA_WORDS.get(off.name, off.name)
    why = "switched off" if off.cause == "setting" else _MISSING.get(off.missing or "both", "no data")
    return f"{off.kind} “{name}” is off: {why}"


def warning_words(warning: EngineWarning) -> str:
    """What the engine wants the office to know before a run."""
    count = len(warning.ids)
    who = f"{count} {warning.role}{'s' if count != 1 else ''}"
    shown = ", ".join(warning.ids[:5]) + (" …" if count > 5 else "")
    rule = rule_words(warning.rule) if warning.rule else ""
    if warning.code == "missing":
        return f"{who} without data for the rule “{rule}”, which therefore rules out their pairs: {shown}"
    if warning.code == "rule_alone":
        return f"the rule “{rule}” alone leaves {who} without any possible partner: {shown}"
    return f"several rules together leave {who} without any possible partner: {shown}"


def summary(plan: Plan) -> list[str]:
    """What came out and what did not count."""
    left = {role: sum(1 for one in plan.left_over if one.role == role) for role in ("mentor", "mentee")}
    proof = "proven optimal" if plan.certificate.certified else f"not proven optimal (gap {plan.certificate.gap})"
    worst = ""
    if not plan.max_score:
        worst = "; no criterion has data, so each possible pair counts the same"
    elif plan.worst is not None:
        worst = f"; the weakest has {plan.worst} of {plan.max_score} points"
    over = f"left over: {_number(left['mentor'], 'mentor')}, {_number(left['mentee'], 'mentee')}"
    lines = [f"{_number(len(plan.pairs), 'tandem')}{worst}; {over}; {proof}."]
    return lines + [off_words(off) for off in plan.switched_off if off.cause == "no_data"]
