"""Applications from tables: the office chooses which, then the pages of `people` take over."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from augenhoehe.applications.access import managed_cohort
from augenhoehe.applications.kinds import KINDS
from augenhoehe.people.importing import Kind
from augenhoehe.people.upload_pages import check_page, upload_page

LIST = "office-applications"


class TableForm(forms.Form):
    table = forms.ChoiceField(
        label=_("What is in the table?"),
        choices=[
            ("both", _("Mentors and mentees, with a column for the role")),
            ("mentors", _("Mentors only")),
            ("mentees", _("Mentees only")),
        ],
        widget=forms.RadioSelect,
        initial="both",
    )
    admit = forms.BooleanField(
        label=_("Admit everybody at once"),
        help_text=_("Only if you have already decided about all of them. Each person gets a mail."),
        required=False,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def choose(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Which table it is, and whether its people are admitted already."""
    cohort = managed_cohort(request, cohort_id)
    form = TableForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sort = form.cleaned_data["table"] + ("-admitted" if form.cleaned_data["admit"] else "")
        return redirect("office-applications-upload", cohort_id, sort)
    status = 422 if request.method == "POST" else 200
    return render(request, "applications/office_import.html", {"cohort": cohort, "form": form}, status=status)


def _kind(sort: str) -> Kind:
    if sort not in KINDS:
        raise Http404
    return KINDS[sort]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def upload(request: HttpRequest, cohort_id: int, sort: str) -> HttpResponse:
    """Take the file."""
    cohort = managed_cohort(request, cohort_id)
    return upload_page(
        request,
        _kind(sort),
        check="office-applications-check",
        back=LIST,
        scope=cohort.pk,
        cohort_id=cohort.pk,
        sort=sort,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def check(request: HttpRequest, cohort_id: int, sort: str, upload_id: int) -> HttpResponse:
    """Columns, rows and problems; then the import."""
    cohort = managed_cohort(request, cohort_id)
    return check_page(request, _kind(sort), upload_id, back=LIST, scope=cohort.pk, cohort_id=cohort.pk)
