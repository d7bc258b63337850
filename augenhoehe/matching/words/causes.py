"""Why somebody is left over, and what would help."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from augenhoehe.matching.selectors.lexicon import Lexicon

from .names import rule_name
from .numbers import LONG, listed
from .quotas import full_quota_sentence, met_quota_sentence

# One rule alone leaves no partner: what it comes to, and what would help.
_BY_RULE: Final[dict[str, tuple[Any, Any]]] = {
    "line_relation": (
        gettext_lazy("Everybody possible stands above or below this person, or decides on them."),
        gettext_lazy("More people from other parts of the organisation would help."),
    ),
    "private": (
        gettext_lazy("With nobody on the other side is a tandem possible, for private reasons."),
        gettext_lazy("Please do not ask for the reasons. More people on the other side would help."),
    ),
    "department": (
        gettext_lazy("Everybody possible works in the same department, or the department is not known."),
        gettext_lazy("Look whether the unit is entered, or win people from other departments."),
    ),
    "function_level": (
        gettext_lazy("With nobody is the distance of the function levels as the rules ask, or the level is not known."),
        gettext_lazy("Look whether the function level is entered, or ask for a smaller distance in the rules."),
    ),
    "topic": (
        gettext_lazy("There is nobody with a topic on which the mentor is ahead and that the mentee wants."),
        gettext_lazy("Ask this person for further topics, or look for mentors for the topics they named."),
    ),
    "language": (
        gettext_lazy("There is nobody with a common working language."),
        gettext_lazy("Ask whether a further language would do."),
    ),
    "mode": (
        gettext_lazy("There is nobody with a common way to meet."),
        gettext_lazy("Ask whether meeting by video, or in person, would do after all."),
    ),
    "slot": (
        gettext_lazy("There is nobody with a common weekly time."),
        gettext_lazy("Ask for further times that would suit."),
    ),
    "former_partners": (
        gettext_lazy("Everybody possible was a partner before, or was proposed and it did not come about."),
        gettext_lazy("More people on the other side would help."),
    ),
    "ban": (
        gettext_lazy("The office has forbidden every possible pair."),
        gettext_lazy("Take a decision back."),
    ),
}


@dataclass(frozen=True)
class Cause:
    """What the office reads: the cause, what would help, and how many candidates each rule took."""

    title: str
    sentence: str
    help: str
    counts: list[tuple[str, int]]


def cause_of(cause: str, facts: Mapping[str, Any], side: str, lexicon: Lexicon) -> Cause:
    """A left-over person's cause in words. `side` is the person's role, `lexicon` knows the people of a shortage."""
    counts = [
        (rule_name(rule), number)
        for rule, number in sorted(facts.get("removed", {}).items(), key=lambda item: (-item[1], item[0]))
    ]
    if cause.startswith("rule:"):
        rule = cause.removeprefix("rule:")
        sentence, helps = _BY_RULE.get(rule, (_("One rule alone rules out everybody."), ""))
        return Cause(_("A rule: %(rule)s") % {"rule": rule_name(rule)}, str(sentence), str(helps), counts)
    if cause == "rules":
        return Cause(
            _("Several rules together"),
            _("No rule alone, but several together rule out everybody on the other side."),
            _("The table shows which rules weigh most. Giving way on one of them may be enough."),
            counts,
        )
    quotas = facts.get("quotas", [])
    if cause in ("quota", "quotas"):
        title = _("A quota") if len(quotas) == 1 else _("Quotas")
        helps = _("Raise the number under “Aims and quotas” in the settings, then compute anew.")
        return Cause(title, full_quota_sentence(cause, quotas), helps, counts)
    sentence = _shortage(facts, side, lexicon)
    if quotas:
        sentence = f"{sentence} {met_quota_sentence(quotas)}"
    return Cause(_("Too few places"), sentence, _more_places(facts, side), counts)


def _shortage(facts: Mapping[str, Any], side: str, lexicon: Lexicon) -> str:
    shortage = facts.get("shortage")
    if shortage is None:
        return _("There are possible partners, but all of them have a tandem.")
    people = shortage["people_count"]
    values = {
        "people": people,
        "names": listed(map(lexicon.person, shortage["people"]), total=people),
        "partners": listed(map(lexicon.person, shortage["partners"]), total=shortage["partners_count"]),
        "seats": shortage["seats"],
        "needed": shortage["needed"],
    }
    if people == 1:
        return _("The only possible partners are %(partners)s, and others need them.") % values
    if people > LONG:
        return _large_shortage(side, values)
    if side == "mentee":
        return (
            ngettext(
                "%(people)d mentees (%(names)s) share one place, with %(partners)s.",
                "%(people)d mentees (%(names)s) share %(seats)d places, with %(partners)s.",
                shortage["seats"],
            )
            % values
        )
    return (
        ngettext(
            "%(people)d mentors (%(names)s) share one possible mentee: %(partners)s.",
            "%(people)d mentors (%(names)s) share %(seats)d possible mentees: %(partners)s.",
            shortage["seats"],
        )
        % values
    )


def _large_shortage(side: str, values: Mapping[str, Any]) -> str:
    """Without names: five of a hundred would tell nobody anything."""
    if side == "mentee":
        text = ngettext(
            "%(people)d mentees share one place.", "%(people)d mentees share %(seats)d places.", values["seats"]
        )
    else:
        text = ngettext(
            "%(people)d mentors share one possible mentee.",
            "%(people)d mentors share %(seats)d possible mentees.",
            values["seats"],
        )
    return text % values


def _more_places(facts: Mapping[str, Any], side: str) -> str:
    if side == "mentee":
        text = ngettext(
            "There is one possible mentor. One more mentor for this group, or a further place, would help.",
            "There are %(number)d possible mentors. One more mentor for this group, or a further place, would help.",
            facts.get("candidates", 0),
        )
    else:
        text = ngettext(
            "There is one possible mentee. A further mentee from the reserve list would help.",
            "There are %(number)d possible mentees. A further mentee from the reserve list would help.",
            facts.get("candidates", 0),
        )
    return text % {"number": facts.get("candidates", 0)}
