"""Making, wording and publishing a report."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.utils import translation

from augenhoehe.audit.services import record
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort

from ..enums import Chapter
from ..errors import NotAgreedError, NothingToTellError, PublishedError
from ..models import Passage, Report
from ..selectors.consents import all_agreed
from ..selectors.figures import figures_of
from ..selectors.reading import chapters_of
from ..selectors.snapshot import snapshot
from ..words import first_joint_words, first_words


@transaction.atomic
def make_reports(*, cohort: Cohort, languages: Iterable[str], actor: Person, now: dt.datetime) -> list[Report]:
    """Keep the figures as they stand, in each of these languages the same, and begin the texts between them.

    A report that is there already stays as it is. Raises NothingToTellError before the first tandem. Side effect: a
    log entry for each that is new.
    """
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    existing = {one.language: one for one in cohort.reports.all()}
    return [existing.get(one) or _make(cohort, one, actor, now) for one in languages]


def _make(cohort: Cohort, language: str, actor: Person, now: dt.datetime) -> Report:
    with translation.override(language):
        figures = figures_of(cohort)
        if not figures.begun:
            raise NothingToTellError
        kept = {} if figures.few else snapshot(cohort, figures)
        words = {Chapter.JOINT: first_joint_words()} if figures.few else first_words(cohort)
    report = Report.objects.create(cohort=cohort, language=language, joint=figures.few, figures=kept, made_at=now)
    chapters = chapters_of(joint=report.joint)
    Passage.objects.bulk_create(Passage(report=report, chapter=one, text=words.get(one, "")) for one in chapters)
    record(actor=actor, action="evaluation.report_made", on=report, language=language, joint=report.joint)
    return report


@transaction.atomic
def renew_figures(*, report: Report, actor: Person, now: dt.datetime) -> None:
    """Keep the figures of today in place of the earlier ones; the office's texts stay.

    Raises PublishedError. Side effect: a log entry.
    """
    locked = _unpublished(report)
    if locked.joint:
        return
    with translation.override(locked.language):
        kept = snapshot(locked.cohort)
    locked.save_version(locked.version, figures=kept, made_at=now)
    record(actor=actor, action="evaluation.figures_renewed", on=locked)


@transaction.atomic
def set_rate(*, report: Report, version: int, rate: Decimal | None, actor: Person) -> None:
    """What an hour costs, or that no cost is told. Raises StaleError. Side effect: a log entry."""
    report.save_version(version, rate=rate)
    record(actor=actor, action="evaluation.rate_set", on=report, told=rate is not None)


@transaction.atomic
def write_passage(*, passage: Passage, version: int, text: str, actor: Person) -> None:
    """Word a chapter. New words of a joint report have to be agreed to anew.

    Raises StaleError, and PublishedError for the words of a joint report that others read already. Side effect: a log
    entry without any of the words.
    """
    report = Report.objects.select_for_update().get(pk=passage.report_id)
    if report.joint and report.published_at:
        raise PublishedError
    changed = passage.text != text
    passage.save_version(version, text=text)
    if report.joint and changed:
        report.consents.all().delete()
        report.save_version(report.version, asked_at=None)
    record(actor=actor, action="evaluation.text_written", on=report, chapter=passage.chapter)


@transaction.atomic
def publish_report(*, report: Report, actor: Person, now: dt.datetime) -> None:
    """Put it on the programme's page. Twice is once.

    Raises NotAgreedError for a joint report that somebody has not agreed to. Side effect: a log entry.
    """
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if locked.published_at:
        return
    if locked.joint and not all_agreed(locked):
        raise NotAgreedError
    locked.save_version(locked.version, published_at=now)
    record(actor=actor, action="evaluation.report_published", on=locked)


@transaction.atomic
def withdraw_report(*, report: Report, actor: Person | None) -> None:
    """Take it off the programme's page. Twice is once. Side effect: a log entry."""
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if locked.published_at is None:
        return
    locked.save_version(locked.version, published_at=None)
    record(actor=actor, action="evaluation.report_withdrawn", on=locked)


def _unpublished(report: Report) -> Report:
    locked = Report.objects.select_for_update().select_related("cohort__programme").get(pk=report.pk)
    if locked.published_at:
        raise PublishedError
    return locked
