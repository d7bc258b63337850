"""Why these two, in words for the two themselves: what connects them, without points and without levels.

The desk reads every criterion with its share; a partner reads only what speaks for the pair. Nothing here tells how
good somebody is at something.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from augenhoehe.applications.enums import Aspect, Side
from augenhoehe.matching.selectors import Lexicon
from augenhoehe.matching.words import listed
from augenhoehe.matching.words.reasons import slot_name

Facts = Mapping[str, Any]


def reasons_for(reasons: Mapping[str, Any], lexicon: Lexicon, side: Side) -> list[str]:
    """Sentences for one side, in the language that is active; empty when nothing is known of the fit."""
    told = (_TELL[name](reasons[name]["facts"], lexicon, side) for name in _TELL if name in reasons)
    return [sentence for sentence in told if sentence]


def _topics(facts: Facts, lexicon: Lexicon, side: Side) -> str:
    names = [lexicon.topics[one] for one in map(str, facts.get("topics", ())) if one in lexicon.topics]
    if not names:
        return ""
    if side == Side.MENTOR:
        return _("Your partner is looking for what you offer: %(topics)s.") % {"topics": listed(names)}
    return _("Your partner offers what you are looking for: %(topics)s.") % {"topics": listed(names)}


def _aspects(facts: Facts, lexicon: Lexicon, side: Side) -> str:
    mine, theirs = ("to_mentor", "to_mentee") if side == Side.MENTOR else ("to_mentee", "to_mentor")
    get, give = (listed(str(Aspect(key).label) for key in facts.get(name, ())) for name in (mine, theirs))
    if get and give:
        return _("You both give what the other seeks: you get %(get)s, and you give %(give)s.") % {
            "get": get,
            "give": give,
        }
    if get:
        return _("Your partner likes to give what you seek: %(aspects)s.") % {"aspects": get}
    if give:
        return _("You like to give what your partner seeks: %(aspects)s.") % {"aspects": give}
    return ""


def _place_mode(facts: Facts, lexicon: Lexicon, side: Side) -> str:
    sites = [lexicon.sites[one] for one in map(str, facts.get("sites", ())) if one in lexicon.sites]
    if sites and facts.get("video"):
        return _("You can meet at %(sites)s or by video.") % {"sites": listed(sites)}
    if sites:
        return _("You can meet at %(sites)s.") % {"sites": listed(sites)}
    return _("You can meet by video.") if facts.get("video") else ""


def _time(facts: Facts, lexicon: Lexicon, side: Side) -> str:
    slots = facts.get("slots", ())
    return _("These times suit you both: %(slots)s.") % {"slots": listed(map(slot_name, slots))} if slots else ""


def _new_link(facts: Facts, lexicon: Lexicon, side: Side) -> str:
    known = lexicon.departments
    names = [known[str(one)] for one in facts.get("departments") or () if str(one) in known]
    if len(names) != 2:
        return ""
    return _("You link two departments: %(one)s and %(other)s.") % {"one": names[0], "other": names[1]}


_TELL: Final[dict[str, Callable[[Facts, Lexicon, Side], str]]] = {
    "topic_fit": _topics,
    "aspects": _aspects,
    "place_mode": _place_mode,
    "time": _time,
    "new_link": _new_link,
}


def why_left_over(cause: str, side: Side) -> str:
    """What somebody without a partner is told: true, kind, and nothing about anybody else's reasons."""
    if cause == "scarcity":
        return _SCARCITY[side]()
    return _BY_RULE.get(cause.removeprefix("rule:"), _by_rules)()


def _no_mentor_free() -> str:
    return _(
        "There are mentors who would suit you, but fewer of them than people who are looking for one. It was their "
        "number that decided, not you."
    )


def _no_mentee_free() -> str:
    return _(
        "There are mentees who would suit you, but fewer of them than mentors who offered themselves. It was their "
        "number that decided, not you."
    )


def _by_rules() -> str:
    return _(
        "The programme pairs people from different departments and levels who have no working relation and share a "
        "topic, a language and a time. This time nobody was left with whom all of this came together."
    )


def _by_topic() -> str:
    return _("This time nobody on the other side had a topic in common with you in the way the programme needs it.")


def _by_time() -> str:
    return _("This time nobody on the other side had a weekly time in common with you. More times would help.")


def _by_mode() -> str:
    return _("This time nobody on the other side can meet in the way you can. A second way of meeting would help.")


def _by_language() -> str:
    return _("This time nobody on the other side shares a working language with you.")


_SCARCITY: Final = {Side.MENTEE: _no_mentor_free, Side.MENTOR: _no_mentee_free}
_BY_RULE: Final = {"topic": _by_topic, "slot": _by_time, "mode": _by_mode, "language": _by_language}
