"""The last page before a run is published: numbers, and the mails as they will go out."""

import datetime as dt
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from augenhoehe.applications.enums import Side
from augenhoehe.common.workdays import deadline
from augenhoehe.matching.enums import RunState
from augenhoehe.matching.models import LeftOver, Proposal, Run
from augenhoehe.matching.selectors import findings_of, lexicon_of
from augenhoehe.matching.words import finding_sentence
from augenhoehe.messaging.enums import Language
from augenhoehe.messaging.wording import Rendered
from augenhoehe.messaging.wording import render as render_mail
from augenhoehe.programmes.models import Cohort

from ..errors import PublicationError
from ..forms import PublishForm
from ..models import Tandem
from ..placeholders import LEFT_OVER
from ..services.mails import PROPOSALS, Lexicons, left_over_values, proposal_values
from ..services.publication import publish_run
from ..words import why_left_over
from .office import published_message
from .reader import person_of

SHOWN = (RunState.READY, RunState.SUBMITTED, RunState.PUBLISHED)


@dataclass(frozen=True)
class Preview:
    """A mail as it will go out, to whom, in which language."""

    title: str
    language: str
    mail: Rendered


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def publish(request: HttpRequest, cohort_id: int, number: int) -> HttpResponse:
    """Check and publish a run; for whoever may approve in this programme, 404 for everybody else."""
    own = Cohort.objects.approvable_by(person_of(request)).select_related("programme")
    cohort = get_object_or_404(own, pk=cohort_id)
    runs = Run.objects.select_related("cohort__programme", "rules", "submitted_by", "approved_by")
    run = get_object_or_404(runs, cohort=cohort, number=number, state__in=SHOWN)
    if request.method != "POST":
        return _page(request, run)
    findings = None if run.state == RunState.PUBLISHED else findings_of(run, today=timezone.localdate())
    form = PublishForm(request.POST, warnings=bool(findings and findings.warnings))
    if not form.is_valid():
        return _page(request, run, form=form, status=422)
    return _publish(request, run, form)


def _publish(request: HttpRequest, run: Run, form: PublishForm) -> HttpResponse:
    acknowledged = form.cleaned_data.get("acknowledged", False)
    try:
        done = publish_run(run=run, actor=person_of(request), now=timezone.now(), acknowledged=acknowledged)
    except PublicationError as error:
        run.refresh_from_db(fields=["state", "version"])
        return _page(request, run, form=form, refusal=error.message(), status=409)
    messages.success(request, published_message(done.tandems, done.left_over))
    return redirect("office-tandems" if _in_office(request, run) else "run-publish", *_target(request, run))


def _in_office(request: HttpRequest, run: Run) -> bool:
    return bool(request.user.has_perm("programmes.manage", run.cohort))


def _target(request: HttpRequest, run: Run) -> list[int]:
    return [run.cohort_id] if _in_office(request, run) else [run.cohort_id, run.number]


def _page(
    request: HttpRequest, run: Run, *, form: PublishForm | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    proposals = Proposal.objects.filter(run=run)
    context = {
        "cohort": run.cohort,
        "run": run,
        "refusal": refusal,
        "tandems": proposals.count(),
        "left_over": LeftOver.objects.filter(run=run).count(),
        "in_office": _in_office(request, run),
    }
    if run.state != RunState.PUBLISHED:
        context |= _before(request, run, form)
    return render(request, "tandems/publish.html", context, status=status)


def _before(request: HttpRequest, run: Run, form: PublishForm | None) -> dict[str, object]:
    """What is to be read and decided before the publication."""
    now = timezone.now()
    findings = findings_of(run, today=timezone.localdate(now))
    lexicon = lexicon_of(run.cohort, people=findings.applications)
    four_eyes = run.cohort.four_eyes
    return {
        "blockers": [finding_sentence(one, lexicon) for one in findings.blockers],
        "warnings": [finding_sentence(one, lexicon) for one in findings.warnings],
        "answer_by": deadline(now, run.cohort.respond_days),
        "previews": _previews(run, deadline(now, run.cohort.respond_days)),
        "form": form or PublishForm(warnings=bool(findings.warnings)),
        "to_submit": four_eyes and run.state == RunState.READY,
        "own": four_eyes and run.state == RunState.SUBMITTED and run.submitted_by_id == request.user.pk,
    }


def _previews(run: Run, answer_by: dt.datetime) -> list[Preview]:
    """The mails of the first pair and of the first person left over, with their real values, in both languages."""
    found = []
    pair = Proposal.objects.filter(run=run).select_related("mentor__person__unit", "mentee__person__unit").first()
    if pair is not None:
        tandem = Tandem(
            pk=0,
            cohort=run.cohort,
            mentor=pair.mentor,
            mentee=pair.mentee,
            reasons=pair.contributions,
            answer_by=answer_by,
        )
        lexicons = Lexicons(run.cohort)
        for side, kind in PROPOSALS.items():
            for language in Language.values:
                values = proposal_values(tandem, side, language, lexicons) | {"link": _("(a link of their own)")}
                found.append(_preview(kind.title, language, render_mail(kind, language, values, _programme(run))))
    return found + _left_over_previews(run)


def _left_over_previews(run: Run) -> list[Preview]:
    """One mail for each wording of the cause."""
    found = []
    seen: set[tuple[str, str]] = set()
    for one in LeftOver.objects.filter(run=run).select_related("application__person").order_by("cause", "pk"):
        side = Side(one.application.side)
        why = why_left_over(one.cause, side)
        if (side, why) in seen:
            continue
        seen.add((side, why))
        title = f"{LEFT_OVER.title} ({side.label}, {len([key for key in seen if key[0] == side])})"
        for language in Language.values:
            values = left_over_values(one.application, run.cohort, one.cause, language)
            found.append(_preview(title, language, render_mail(LEFT_OVER, language, values, _programme(run))))
    return found


def _preview(title: object, language: str, mail: Rendered) -> Preview:
    return Preview(str(title), str(Language(language).label), mail)


def _programme(run: Run) -> int:
    return int(run.cohort.programme_id)
