"""A run as a file. Nothing in it depends on when and by whom it was computed: the same input gives the same bytes.

So the sentences are in the installation's language, whoever downloads them.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from augenhoehe.applications.enums import Side
from augenhoehe.applications.models import Application
from augenhoehe.intake import write_csv, write_xlsx

from . import words
from .models import LeftOver, Proposal, Run
from .selectors import lexicon_of

Row = list[str | int | float | bool | None]


def to_json(run: Run) -> bytes:
    """Pairs, left over, certificate, policy, figures and the hash of the input; people by their mail address."""
    emails = _emails(run)
    _problem, plan = run.stored()
    content = {
        "pairs": [
            {
                "mentor": emails[int(one["mentor"])],
                "mentee": emails[int(one["mentee"])],
                "score": one["score"],
                "locked": one["locked"],
                "contributions": one["contributions"],
            }
            for one in plan["pairs"]
        ],
        "left_over": [
            {"role": one["role"], "id": emails[int(one["id"])], "cause": one["cause"]} for one in plan["left_over"]
        ],
        "certificate": _named(plan["certificate"], emails),
        "policy": plan["policy"],
        "total": plan["total"],
        "floor": plan["floor"],
        "worst": plan["worst"],
        "switched_off": plan["switched_off"],
        "engine_version": run.engine_version,
        "rules": run.rules.rules,
        "weights": run.rules.weights,
        "quotas": run.rules.quotas,
        "input_sha256": run.input_hash,
    }
    content["pairs"].sort(key=lambda one: (one["mentor"], one["mentee"]))
    content["left_over"].sort(key=lambda one: (one["role"], one["id"]))
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _named(certificate: dict[str, Any], emails: dict[int, str]) -> dict[str, Any]:
    """The certificate with addresses in the place of ids."""

    def named(value: Any, key: str) -> Any:
        if key in ("mentors", "mentees") and isinstance(value, dict):
            return {emails[int(pk)]: price for pk, price in value.items()}
        if key in ("mentors", "mentees"):
            return sorted(emails[int(pk)] for pk in value)
        if key == "aims":
            return [named(one, "aim") for one in value]
        return {name: named(one, name) for name, one in value.items()} if isinstance(value, dict) else value

    return {name: named(one, name) for name, one in certificate.items()}


def to_csv(run: Run) -> bytes:
    """One table: a row a pair, then a row for everybody left over, with the cause in the place of the reasons."""
    with translation.override(settings.LANGUAGE_CODE):
        heading, *pairs = _pairs(run)
        return write_csv([heading, *pairs, *_single(run, len(heading))])


def to_xlsx(run: Run) -> bytes:
    """Two sheets: pairs, and people left over."""
    with translation.override(settings.LANGUAGE_CODE):
        return write_xlsx({_("Proposals"): list(_pairs(run)), _("Left over"): list(_alone(run))})


def _pairs(run: Run) -> Iterator[Row]:
    weights = {name: weight for name, weight in run.rules.weights.items() if weight}
    yield [
        *(pgettext("heading", "Mentor"), _("Address of the mentor"), _("Unit of the mentor")),
        *(pgettext("heading", "Mentee"), _("Address of the mentee"), _("Unit of the mentee")),
        *(_("Score"), _("Set by the office")),
        *(f"{words.criterion_name(name)} ({weight})" for name, weight in weights.items()),
        _("Reasons"),
    ]
    lexicon = lexicon_of(run.cohort)
    proposals = Proposal.objects.filter(run=run).select_related("mentor__person__unit", "mentee__person__unit")
    for one in sorted(proposals, key=lambda one: (one.mentor.person.email, one.mentee.person.email)):
        parts = words.parts_of(one.contributions, lexicon)
        yield [
            *_person(one.mentor),
            *_person(one.mentee),
            one.score,
            _("yes") if one.locked else _("no"),
            *(one.contributions.get(name, {}).get("points") for name in weights),
            " ".join(part.sentence for part in parts if part.share),
        ]


def _causes(run: Run) -> Iterator[tuple[Application, words.Cause]]:
    found = list(LeftOver.objects.filter(run=run).select_related("application__person__unit"))
    lexicon = lexicon_of(run.cohort, people={pk for one in found for pk in _group(one.facts)})
    for one in sorted(found, key=lambda one: (one.application.side, one.application.person.email)):
        yield one.application, words.cause_of(one.cause, one.facts, one.application.side, lexicon)


def _single(run: Run, width: int) -> Iterator[Row]:
    """Left-over people in the columns of the pairs."""
    for application, cause in _causes(run):
        nobody: Row = [None] * 3
        mentor = application.side == Side.MENTOR
        both = [*_person(application), *nobody] if mentor else [*nobody, *_person(application)]
        yield [*both, *[None] * (width - len(both) - 1), f"{cause.title}. {cause.sentence}"]


def _alone(run: Run) -> Iterator[Row]:
    yield [_("Role"), _("Name"), _("Address"), _("Unit"), _("Cause"), _("What would help")]
    for application, cause in _causes(run):
        side = str(application.get_side_display())
        yield [side, *_person(application), f"{cause.title}. {cause.sentence}", cause.help]


def _group(facts: dict[str, Any]) -> list[int]:
    shortage = facts.get("shortage") or {}
    return [*shortage.get("people", []), *shortage.get("partners", [])]


def _person(application: Application) -> tuple[str, str, str]:
    person = application.person
    return person.get_full_name(), person.email, person.unit.name if person.unit else ""


def _emails(run: Run) -> dict[int, str]:
    people = Application.objects.filter(cohort=run.cohort_id).values_list("pk", "person__email")
    return defaultdict(lambda: "–", people)


KINDS: Final[dict[str, tuple[str, Callable[[Run], bytes]]]] = {
    "json": ("application/json", to_json),
    "csv": ("text/csv; charset=utf-8", to_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
}
