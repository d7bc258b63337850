"""An agreement as people read it: sections of labels with their texts, in the language that is active."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from augenhoehe.applications.enums import Aspect
from augenhoehe.documents.blocks import Block, Facts, Heading
from augenhoehe.documents.differences import Piece, compare
from augenhoehe.matching.words import listed

from .enums import Address, AgreedMode, Benefit
from .models import Agreement
from .terms import Terms


@dataclass(frozen=True)
class Section:
    title: str
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Change:
    """A label whose text is another one, and how."""

    label: str
    paragraphs: list[list[Piece]]


def sections(terms: Terms) -> list[Section]:
    """The whole agreement; what was left empty says so with a dash."""
    return [
        Section(_("How we treat each other"), [*_rules(terms), *_manners(terms)]),
        Section(_("When and how we meet"), _frame(terms)),
        Section(_("What we work on"), _work(terms)),
        Section(_("What the mentor takes along"), takes_along(terms)),
    ]


def _rules(terms: Terms) -> Iterable[tuple[str, str]]:
    for rule, example in terms.rules:
        name, colon, sentence = rule.partition(":")
        lines = (sentence.strip() if colon else "", _("For example: %(text)s") % {"text": example} if example else "")
        yield name.strip(), "\n".join(line for line in lines if line)


def _manners(terms: Terms) -> list[tuple[str, str]]:
    reply = ngettext("within %(count)s working day", "within %(count)s working days", terms.reply_days)
    return [
        (_("Form of address"), _label(Address, terms.address)),
        (_("We answer each other"), reply % {"count": terms.reply_days}),
        (_("Confidentiality"), terms.confidentiality),
        (_("Notes"), terms.notes),
    ]


def _frame(terms: Terms) -> list[tuple[str, str]]:
    days = (date_format(day, "DATE_FORMAT") if day else "–" for day in (terms.begins_on, terms.ends_on))
    return [
        (_("Period"), " – ".join(days)),
        (_("Rhythm"), terms.rhythm),
        (_("How"), _label(AgreedMode, terms.mode)),
        (_("When something comes up"), terms.cancelling),
    ]


def _work(terms: Terms) -> list[tuple[str, str]]:
    aspects = listed(str(aspect.label) for aspect in Aspect if aspect in terms.aspects)
    return [*_topics(terms), (_("Our talks shall bring"), aspects)]


def _topics(terms: Terms) -> list[tuple[str, str]]:
    hopes = _("We hope for: %(text)s")
    return [
        (_("Topic %(number)s") % {"number": number}, "\n".join((topic, hopes % {"text": benefit})))
        for number, (topic, benefit) in enumerate(terms.topics, 1)
    ]


def hopes(terms: Terms) -> list[tuple[str, str]]:
    """What the two wanted and promised each other, to look at once more in the end; what was left empty is left out."""
    return [(label, text) for label, text in (*_topics(terms), *takes_along(terms)) if text]


def takes_along(terms: Terms) -> list[tuple[str, str]]:
    """The mentor's side of it: an own goal, the meeting kept for it, and what the mentee promises."""
    promised = listed(str(one.label) for one in Benefit if one in terms.benefits)
    number = {"number": terms.goal_meeting}
    return [
        (_("The mentor’s own goal"), terms.mentor_goal),
        (_("Reserved for it"), _("meeting %(number)s") % number if terms.goal_meeting else ""),
        (_("The mentee promises"), "\n".join(text for text in (promised, terms.benefits_text) if text)),
    ]


def _label(choices: type[Address] | type[AgreedMode], value: str) -> str:
    return str(choices(value).label) if value in choices.values else value


def changes(before: Terms, after: Terms) -> list[Change]:
    """The rows that read differently now."""
    old, new = (dict(row for section in sections(terms) for row in section.rows) for terms in (before, after))
    labels = [*new, *(label for label in old if label not in new)]
    return [
        Change(label, compare(old.get(label, ""), new.get(label, "")))
        for label in labels
        if old.get(label, "") != new.get(label, "")
    ]


def blocks(agreement: Agreement, facts: Sequence[tuple[str, str]]) -> list[Block]:
    """The agreement for the paper, below the facts that say whose it is."""
    paper: list[Block] = [Facts(facts)]
    for section in sections(agreement.terms):
        paper += [Heading(section.title), Facts([(label, text or "–") for label, text in section.rows])]
    return paper
