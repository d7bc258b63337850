"""What the office reads of the mirror, and how it words the statements."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.common.editing import edit_page
from augenhoehe.common.models import StaleError
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from ..enums import Round
from ..errors import MirrorError
from ..forms import StatementForm
from ..models import Statement
from ..rules import FLOOR
from ..selectors.office import figures_of
from ..selectors.statements import edition_of, statements_of
from ..services import statements as services

A_PAGE = 30


def _cohort(request: HttpRequest, cohort_id: int) -> Cohort:
    """A cohort of the reader's office that has the mirror; 404 for every other."""
    cohort = managed_cohort(request.user, cohort_id)
    if not cohort.uses(Part.MIRROR):
        raise Http404
    return cohort


@require_safe
@login_required
def figures(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Means per statement, both rounds beside each other, from five tandems on."""
    cohort = _cohort(request, cohort_id)
    context = {"cohort": cohort, "figures": figures_of(cohort), "rounds": list(Round), "floor": FLOOR}
    return render(request, "mirror/office_figures.html", context)


@require_safe
@login_required
def statements(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """All statements of the programme, those out of use too."""
    cohort = _cohort(request, cohort_id)
    page = Paginator(statements_of(cohort.programme), A_PAGE).get_page(request.GET.get("page"))
    context = {"cohort": cohort, "page": page, "kept": edition_of(cohort).kept}
    return render(request, "mirror/office_statements.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def statement_new(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """One more statement."""
    cohort = _cohort(request, cohort_id)
    blank = Statement(programme=cohort.programme)
    form = StatementForm(request.POST if request.method == "POST" else None, instance=blank)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            services.create_statement(
                programme=cohort.programme, values=form.changes(), draft_key=form.cleaned_data["draft_key"],
                actor=request.user,
            )  # fmt: skip
        except StaleError:
            status = 409
            form.add_error(None, _("This form has been sent already, with other words. Please look at the list."))
        except MirrorError as error:
            form.add_error(None, error.message())
        else:
            messages.success(request, _("Added."))
            return redirect("office-evaluation-statements", cohort_id=cohort.pk)
    return render(request, "mirror/office_statement.html", {"cohort": cohort, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def statement(request: MemberRequest, cohort_id: int, statement_id: int) -> HttpResponse:
    """Reword a statement, or take it out of use."""
    cohort = _cohort(request, cohort_id)
    stored = get_object_or_404(Statement, pk=statement_id, programme=cohort.programme)

    def act(form: StatementForm) -> None:
        try:
            services.change_statement(
                statement=stored, version=form.cleaned_data["version"], changes=form.changes(), actor=request.user
            )
        except MirrorError as error:
            form.add_error(None, error.message())

    return edit_page(
        request,
        load=lambda: Statement.objects.get(pk=stored.pk),
        make_form=lambda data, instance: StatementForm(data, instance=instance),
        act=act,
        done=reverse("office-evaluation-statements", args=[cohort.pk]),
        template="mirror/office_statement.html",
        context={"cohort": cohort},
    )
