from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from augenhoehe.programmes.words import CRITERIA

RULES: Final[dict[str, Any]] = {
    "line_relation": _("no line relation, appraisal or personnel decision between the two"),
    "private": _("not possible for private reasons"),
    "department": _("different departments"),
    "function_level": _("distance of the function levels"),
    "grade": _("distance of the grades"),
    "attribute": _("different organisations"),
    "topic": _("a topic on which the mentor is ahead"),
    "language": _("a common language"),
    "mode": _("a common way to meet"),
    "slot": _("a common weekly time"),
    "former_partners": _("not proposed to each other before"),
    "ban": _("forbidden by the office"),
}

_QUOTAS = _("the quotas of the cohort")
"""What stands against a pair that no plan within the quotas can have; no rule about two people."""


def criterion_name(name: str) -> str:
    """Name of a soft criterion, for headings and legends."""
    return str(CRITERIA[name].label) if name in CRITERIA else str(_("Profession"))


def criterion_formula(name: str) -> str:
    """How the criterion's points come about, in one or two sentences."""
    return str(CRITERIA[name].text) if name in CRITERIA else str(_("Full when both have the same profession."))


def rule_name(name: str) -> str:
    """Name of a hard rule: what it asks for."""
    return str(_QUOTAS if name == "quota" else RULES.get(name, name))
