"""The statement of hours and the supervisor's note as accessible PDF."""

import datetime as dt

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from augenhoehe.common.models import in_language
from augenhoehe.common.templatetags.hours import hours
from augenhoehe.documents.blocks import Block, Facts, Heading, Paragraph, Table
from augenhoehe.documents.pdf import Paper
from augenhoehe.programmes.hours import Share, budget

from .enums import ApprovalState
from .models import Application, Approval
from .selectors.approval import period_of
from .selectors.statement import Statement


def statement_paper(statement: Statement, language: str) -> Paper:
    """What the participant shows whoever asks for the hours: planned, agreed, spent so far."""
    with translation.override(language):
        application = statement.application
        blocks: list[Block] = [Facts(_who(application, statement.approval, language))]
        if agreed := statement.approval:
            blocks.append(Paragraph(_agreed_hours(agreed)))
        blocks += [Heading(_("Planned")), _table(statement.shares, statement.planned_minutes), Heading(_("So far"))]
        blocks.append(
            _table(statement.spent, statement.spent_minutes)
            if statement.spent
            else Paragraph(_("So far no date has taken place. As soon as you have met, the hours stand here."))
        )
        as_of = _("As of %(day)s. Only dates and their length are counted, never what was talked about.")
        blocks.append(Paragraph(as_of % {"day": _day(statement.at)}))
        return Paper(_("Statement of hours"), language, blocks, _preline(application, language))


def note_paper(approval: Approval, language: str) -> Paper:
    """What the supervisor decided, for their files."""
    with translation.override(language):
        application = approval.application
        shares = budget(application.cohort, application.side, approval.hours)
        blocks: list[Block] = [
            Facts(_who(application, approval, language)),
            Paragraph(_decision(approval)),
            Heading(_("What the hours are for")),
            _table(shares, sum(share.minutes for share in shares)),
            Paragraph(_("It is working time and not “Freistellung”: nobody is relieved of duties.")),
        ]
        return Paper(_("Note on working time"), language, blocks, _preline(application, language))


def _who(application: Application, approval: Approval | None, language: str) -> list[tuple[str, str]]:
    begin, end = (date_format(day, "SHORT_DATE_FORMAT") for day in period_of(application, approval))
    return [
        (_("Who"), f"{application.person.get_full_name()}, {application.get_side_display()}"),
        (_("Programme"), _preline(application, language)),
        (_("When"), f"{begin} – {end}"),
    ]


def _preline(application: Application, language: str) -> str:
    cohort = application.cohort
    return f"{in_language(cohort.programme, 'name', language)}, {in_language(cohort, 'name', language)}"


def _agreed_hours(approval: Approval) -> str:
    words = _("On %(day)s %(address)s agreed that these %(hours)s hours are working time.")
    return words % {"day": _day(approval.decided_at), "address": approval.supervisor, "hours": approval.hours}


def _decision(approval: Approval) -> str:
    said = {"day": _day(approval.decided_at), "address": approval.supervisor}
    if approval.state == ApprovalState.AGREED or approval.postponed_until is None:
        return _("On %(day)s %(address)s agreed that taking part is working time.") % said
    first = date_format(approval.postponed_until, "DATE_FORMAT")
    words = _("On %(day)s %(address)s asked to put it off: possible from %(from)s.") % {**said, "from": first}
    reason = capfirst(str(approval.get_reason_display()))
    return f"{words} {reason}: {approval.reason_text}" if approval.reason_text else f"{words} {reason}"


def _day(moment: dt.datetime | None) -> str:
    return date_format(timezone.localtime(moment), "DATE_FORMAT") if moment else ""


def _table(shares: list[Share], whole: int) -> Table:
    rows = [(str(share.label), hours(share.minutes)) for share in shares]
    return Table([_("What for"), _("Hours")], [*rows, (_("In all"), hours(whole))])
