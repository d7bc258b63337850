"""Why these two: one sentence a criterion, from the engine's facts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from augenhoehe.applications.enums import BLOCKS, Aspect, Weekday
from augenhoehe.matching.selectors.lexicon import Lexicon

from .names import criterion_name
from .numbers import listed

Facts = Mapping[str, Any]
FEW = 3
"""So many topics a sentence names; the rest is counted."""


@dataclass(frozen=True)
class Part:
    """One criterion of a pair, as the desk shows it. share: 0…100 of its own weight; value: points of 100 in all."""

    key: str
    name: str
    weight: int
    share: int
    value: float
    sentence: str


def parts_of(contributions: Mapping[str, Any], lexicon: Lexicon) -> list[Part]:
    """All criteria that are on, in order of display."""
    return [
        Part(
            key=name,
            name=criterion_name(name),
            weight=part["weight"],
            share=round(part["points"] / 10),
            value=round(part["points"] * part["weight"] / 1000, 1),
            sentence=reason_sentence(name, part, lexicon),
        )
        for name, part in contributions.items()
        if part["weight"]
    ]


def reason_sentence(criterion: str, part: Mapping[str, Any], lexicon: Lexicon) -> str:
    """A criterion's facts in one sentence; empty for a criterion without words. `part` has points and facts."""
    tell = _TELL.get(criterion)
    return tell({**part["facts"], "points": part["points"]}, lexicon) if tell else ""


def slot_name(slot: int) -> str:
    """A weekly block, e.g. "Tue 10–12"."""
    days = [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri")]
    return f"{days[Weekday(slot // len(BLOCKS))]} {BLOCKS[slot % len(BLOCKS)]}"


def _topics(ids: Any, lexicon: Lexicon) -> list[str]:
    """Names of topics in quotation marks: many are half sentences."""
    return [_("“%(topic)s”") % {"topic": lexicon.topics[one]} for one in map(str, ids) if one in lexicon.topics]


def _topic_fit(facts: Facts, lexicon: Lexicon) -> str:
    names = _topics(facts["topics"], lexicon)
    if not names:
        return _("No topic of the mentee's on which the mentor is ahead.")
    share = round(100 * facts["covered"] / facts["wanted"]) if facts["wanted"] else 0
    return _("The mentor is ahead on %(topics)s: %(share)d %% of what the mentee is looking for.") % {
        "topics": listed(names, limit=FEW),
        "share": share,
    }


def _topic_level(facts: Facts, lexicon: Lexicon) -> str:
    leads = {topic: mentor - mentee for topic, (mentor, mentee) in facts["levels"].items()}
    if not leads:
        return _("No lead of the mentor's on any topic.")
    lead = max(leads.values())
    names = listed(_topics((topic for topic, size in leads.items() if size == lead), lexicon), limit=FEW)
    return ngettext(
        "Largest lead: one step of three, on %(topics)s.",
        "Largest lead: %(lead)d steps of three, on %(topics)s.",
        lead,
    ) % {"lead": lead, "topics": names}


def _aspects(facts: Facts, _lexicon: Lexicon) -> str:
    def names(keys: Any) -> str:
        return listed(str(Aspect(key).label) for key in keys)

    to_mentee, to_mentor = names(facts["to_mentee"]), names(facts["to_mentor"])
    if to_mentee and to_mentor:
        return _("The mentor gives what the mentee seeks (%(one)s), and the other way round (%(other)s).") % {
            "one": to_mentee,
            "other": to_mentor,
        }
    if to_mentee:
        return _("The mentor gives what the mentee seeks: %(aspects)s.") % {"aspects": to_mentee}
    if to_mentor:
        return _("The mentee gives what the mentor seeks: %(aspects)s.") % {"aspects": to_mentor}
    return _("What one gives, the other does not seek.")


def _career_stage(facts: Facts, _lexicon: Lexicon) -> str:
    distance = facts["distance"]
    if distance is None:
        return _("The years in service are not known of both.")
    if not distance:
        return _("Both are at the same career stage.")
    return ngettext("One career stage apart.", "%(number)d career stages apart.", distance) % {"number": distance}


def _place_mode(facts: Facts, lexicon: Lexicon) -> str:
    sites = [lexicon.sites[one] for one in map(str, facts["sites"]) if one in lexicon.sites]
    if sites and facts["video"]:
        return _("They can meet at %(sites)s or by video.") % {"sites": listed(sites)}
    if sites:
        return _("They can meet at %(sites)s.") % {"sites": listed(sites)}
    if facts["video"]:
        return _("They can meet by video.")
    if facts["km"] is not None:
        return _("Their sites are %(km)d km apart.") % {"km": round(facts["km"])}
    return _("No common site is known.")


def _time(facts: Facts, _lexicon: Lexicon) -> str:
    slots = facts["slots"]
    if not slots:
        return _("No common weekly time.")
    return _("Common times: %(slots)s.") % {"slots": listed(map(slot_name, slots))}


def _new_link(facts: Facts, lexicon: Lexicon) -> str:
    departments = facts["departments"]
    if departments is None:
        return _("The department is not known of both.")
    one, other = (lexicon.units.get(str(unit), "?") for unit in departments)
    if facts["points"]:
        return _("Links %(one)s and %(other)s.") % {"one": one, "other": other}
    return _("%(one)s and %(other)s had a tandem lately.") % {"one": one, "other": other}


def _profession(facts: Facts, _lexicon: Lexicon) -> str:
    if facts["value"] is None:
        return _("Different professions.")
    return _("Same profession: %(value)s.") % {"value": facts["value"]}


_TELL: Final[dict[str, Callable[[Facts, Lexicon], str]]] = {
    "topic_fit": _topic_fit,
    "topic_level": _topic_level,
    "aspects": _aspects,
    "career_stage": _career_stage,
    "place_mode": _place_mode,
    "time": _time,
    "new_link": _new_link,
    "profession": _profession,
}
