"""Who appraises whom, who decides on whose personnel matters, who was whose mentor: one row a relation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from augenhoehe.intake.parsers.basic import parse_choice, parse_date, parse_email
from augenhoehe.intake.parsers.words import RELATIONS
from augenhoehe.intake.problems import Problem, gettext_noop
from augenhoehe.intake.schema import Check, Field, Record, Schema

_ = gettext_noop


def relations_schema(known_emails: Collection[str] = ()) -> Schema:
    """Fields ``who``, ``relation`` (``appraisal``, ``personnel`` or ``tandem``), ``whom``, ``since``, ``until``.

    ``known_emails``: people who exist; a relation makes nobody known.
    """
    return Schema(
        name="relations",
        fields=(
            Field(
                "who",
                _("Who (mail address)"),
                parse_email,
                ("Wer", "Wer (Mailadresse)", "Beurteilende", "Mentor:in", "appraiser", "mentor"),
                required=True,
            ),
            Field(
                "relation",
                _("Relation"),
                parse_choice(RELATIONS),
                ("Beziehung", "Art", "Verhältnis", "kind"),
                required=True,
            ),
            Field(
                "whom",
                _("Whom (mail address)"),
                parse_email,
                ("Wen", "Wen (Mailadresse)", "Beurteilte", "Mentee", "appraised"),
                required=True,
            ),
            Field("since", _("Since"), parse_date, ("seit", "von", "Beginn", "from", "start")),
            Field("until", _("Until"), parse_date, ("bis", "Ende", "to", "end")),
        ),
        unique=(("who", "relation", "whom"),),
        checks=(_people(known_emails),),
    )


def _people(known_emails: Collection[str]) -> Check:
    known = {address.casefold() for address in known_emails}

    def check(records: Sequence[Record]) -> Iterable[Problem]:
        for record in records:
            for name in ("who", "whom"):
                if record.get(name).casefold() not in known:
                    yield record.problem("person_unknown", name, value=record.get(name))
            if record.get("who").casefold() == record.get("whom").casefold():
                yield record.problem("relation_self", "whom")
            since, until = record.get("since"), record.get("until")
            if since and until and until < since:
                yield record.problem("until_before_since", "until")

    return check
