from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from augenhoehe.matching.selectors.lexicon import Lexicon

from .names import criterion_name, rule_name
from .numbers import listed, percent
from .quotas import aims_sentences


def proof_sentences(figures: Mapping[str, Any], lexicon: Lexicon) -> list[str]:
    """The certificate in words; what is not proven is said, never passed over."""
    if not figures["certified"]:
        return [
            _("Not proven to be the best: the sum of all fits may be up to %(gap)s of one full fit higher.")
            % {"gap": percent(figures["gap"], figures["max_score"])}
        ]
    found = [
        ngettext(
            "One tandem: no plan within the rules has more.",
            "%(number)d tandems: no plan within the rules has more.",
            figures["pairs"],
        )
        % {"number": figures["pairs"]}
    ]
    if figures["floor"] is not None:
        found.append(
            _("Weakest fit %(floor)s: no plan with as many tandems has a better weakest one.")
            % {"floor": percent(figures["floor"], figures["max_score"])}
        )
    found.append(_("No plan with as many tandems and as good a weakest one fits better in all."))
    if figures["locked"]:
        found.append(
            ngettext(
                "One pair was set by the office; the proof is about all others.",
                "%(number)d pairs were set by the office; the proof is about all others.",
                figures["locked"],
            )
            % {"number": figures["locked"]}
        )
    found += aims_sentences(figures, lexicon)
    if figures["pinned_by"]:
        names = listed(map(lexicon.person, figures["pinned_by"]))
        found.append(
            _("The weakest fit cannot rise because of the few possible partners of %(names)s.") % {"names": names}
        )
    return found


def switched_off_sentences(figures: Mapping[str, Any]) -> list[str]:
    """Rules and criteria that did not count for want of data; what the settings switched off is no news."""
    return [_off(one) for one in figures["switched_off"] if one["cause"] == "no_data"]


def _off(one: Mapping[str, Any]) -> str:
    rule = one["kind"] == "rule"
    values = {"name": rule_name(one["name"]) if rule else criterion_name(one["name"])}
    by_missing = {
        "mentor": _("“%(name)s” did not count: no mentor has data for it."),
        "mentee": _("“%(name)s” did not count: no mentee has data for it."),
        "relation": _("“%(name)s” did not count: such relations were never entered."),
    }
    return by_missing.get(one["missing"], _("“%(name)s” did not count: there is no data for it.")) % values
