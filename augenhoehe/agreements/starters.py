"""What a first draft says: the programme's rules, and words of our own, in the language of whoever begins it."""

import datetime as dt

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from augenhoehe.applications.enums import Aspect
from augenhoehe.common.dates import months_later
from augenhoehe.documents.blocks import Bullets
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.selectors.guides import four_rules

from .enums import Address, AgreedMode
from .selectors.guides import usual_goal_meeting
from .terms import MOST_TOPICS, Terms


def draft_of(tandem: Tandem, language: str, today: dt.date) -> Terms:
    """The agreement as the two find it before anybody has written a word."""
    begins_on = tandem.begins_on or today
    cohort = tandem.cohort
    with translation.override(language):
        return Terms(
            rules=_rules(tandem, language),
            begins_on=begins_on,
            ends_on=tandem.ends_on or months_later(begins_on, cohort.meetings),
            rhythm=ngettext(
                "%(count)s meeting of %(minutes)s minutes, once a month",
                "%(count)s meetings of %(minutes)s minutes, once a month",
                cohort.meetings,
            )
            % {"count": cohort.meetings, "minutes": cohort.meeting_minutes},
            mode=_mode(tandem),
            topics=[[topic, ""] for topic in _topics(tandem)],
            aspects=_aspects(tandem),
            goal_meeting=usual_goal_meeting(cohort.meetings),
            address=Address.OPEN,
            cancelling=_(
                "Whoever cannot come says so as early as possible, at least a day before, and proposes a new date in "
                "the same breath. Nobody has to give a reason."
            ),
            confidentiality=_(
                "What we talk about stays between us. We pass on only what we have both agreed to pass on. Exceptions: "
                "one of us is in danger, or the law obliges us to act. Then we tell each other first, if we can."
            ),
            notes=_(
                "Each of us may take notes for ourselves; they are shown to nobody. What we write down together, both "
                "may read. Nothing is recorded."
            ),
        )


def _rules(tandem: Tandem, language: str) -> list[list[str]]:
    """The programme's rules: the first list of its paper, each with an example where we know one."""
    blocks = four_rules(language, tandem.cohort).blocks
    rules = next((block.items for block in blocks if isinstance(block, Bullets)), ())
    examples = _examples()
    return [[rule, examples.get(rule.partition(":")[0].strip().casefold(), "")] for rule in rules]


def _examples() -> dict[str, str]:
    examples = {
        _("Openness"): _("I say it when I do not understand something, and when I see it differently."),
        _("Trust"): _("I do not mention outside who said what, not even with praise."),
        _("Respect"): _("We both speak for about as long as we listen, and the telephone stays in the bag."),
        _("Commitment"): _("What I promise for the next time I bring along, or I say beforehand that I shall not."),
    }
    return {name.casefold(): text for name, text in examples.items()}


def _mode(tandem: Tandem) -> str:
    both = set(tandem.mentor.modes) & set(tandem.mentee.modes)
    return both.pop() if len(both) == 1 else AgreedMode.IN_TURN


def _topics(tandem: Tandem) -> list[str]:
    """What the mentee needs most and the mentor knows more about. Two queries."""
    knows = {one.topic_id: one.level for one in tandem.mentor.topics.all()}
    wanted = tandem.mentee.topics.filter(relevance__gt=0).select_related("topic").order_by("-relevance", "topic_id")
    return [str(one.topic.name) for one in wanted if knows.get(one.topic_id, 0) > one.level][:MOST_TOPICS]


def _aspects(tandem: Tandem) -> list[str]:
    """What either of them seeks."""
    sought = (tandem.mentor.aspect_seeks, tandem.mentee.aspect_seeks)
    return [aspect.value for aspect in Aspect if any(weights.get(aspect) for weights in sought)]
