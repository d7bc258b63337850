"""What a new report says between its tables, until the office words it anew. In the language that is active."""

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from augenhoehe.common.models import in_language
from augenhoehe.programmes.hours import period
from augenhoehe.programmes.models import Cohort

from .enums import Chapter


def first_words(cohort: Cohort) -> dict[Chapter, str]:
    """Chapter → its first text; without one where the office has to word it, or tables fill it. Two queries."""
    language = get_language() or "de"
    programme = cohort.programme
    return {
        Chapter.MANDATE: in_language(programme, "about", language) or in_language(programme, "summary", language),
        Chapter.COHORT: _span(cohort, language),
        Chapter.RESULTS: _(
            "Answering was voluntary. n is the number of people behind a figure; those who have not answered are not in"
            " it."
        ),
        Chapter.DECISIONS: _decisions(cohort),
        Chapter.LIMITS: _limits(),
        Chapter.PROTECTION: _protection(),
    }


def _span(cohort: Cohort, language: str) -> str:
    begin, end = period(cohort)
    values = {"name": in_language(cohort, "name", language), "begin": date_format(begin), "end": date_format(end)}
    return _("This report tells of %(name)s, from %(begin)s to %(end)s.") % values


def _decisions(cohort: Cohort) -> str:
    decided = cohort.lessons.exclude(decision="").values_list("decision", flat=True)
    return "\n".join(f"- {' '.join(one.split())}" for one in decided)


def _limits() -> str:
    return "\n\n".join(
        [
            _(
                "These figures describe one cohort at certain times. They do not say how things would stand without the"
                " programme: there is no group to compare with, and whoever takes part has chosen to."
            ),
            _(
                "Answers cannot be traced to people, so those from before and from the end are not paired. A difference"
                " of two means can come from other people having answered, from time passing, from other things that"
                " happened in the same months, or from chance. Where few have answered, chance weighs more."
            ),
            _(
                "What people say about themselves is their own view. Looking back, many judge their earlier knowledge"
                " more strictly than they did then; this is why both are shown."
            ),
        ]
    )


def _protection() -> str:
    return "\n\n".join(
        [
            _(
                "Means are told from five people on, distributions from ten, the recommendation score from twenty. A"
                " larger group is withheld too where it would let somebody work out a small one."
            ),
            _(
                "Who takes part was counted once, and what the tandems did rarely: anew only when at least five of them"
                " had something new to tell. So this report and all other figures together tell of nobody either."
            ),
            _(
                "Topics, aspects and themes are told in steps of five. People’s own words are printed only after the"
                " office has read them and taken out what tells who wrote them, or with the consent of their author."
            ),
        ]
    )


def first_joint_words() -> str:
    """Where there are too few tandems for figures."""
    return _(
        "We are a small cohort, so this report tells no figures of what anybody has answered. We have written down"
        " together what we take from these months, and all of us have agreed to these words."
    )
