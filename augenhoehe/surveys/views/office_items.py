"""The office: the items of a questionnaire, one by one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from augenhoehe.common.editing import shown
from augenhoehe.common.models import StaleError
from augenhoehe.people.requests import MemberRequest

from ..doors import managed_questionnaire
from ..errors import TooManyItemsError
from ..forms import ItemForm
from ..models import Item, Survey
from ..rules import MOST_ITEMS
from ..selectors.office import Questionnaire
from ..services import move_item, remove_item, save_item
from .office import FORM_METHODS
from .office_questionnaire import PAGE


@require_http_methods(FORM_METHODS)
@login_required
def new_item(request: MemberRequest, cohort_id: int, wave: str) -> HttpResponse:
    """Add an item at the end."""
    return _edit(request, *managed_questionnaire(request.user, cohort_id, wave), key=None)


@require_http_methods(FORM_METHODS)
@login_required
def item(request: MemberRequest, cohort_id: int, wave: str, key: str) -> HttpResponse:
    """Word an item anew."""
    return _edit(request, *managed_questionnaire(request.user, cohort_id, wave), key=key)


def _edit(request: MemberRequest, survey: Survey, found: Questionnaire, *, key: str | None) -> HttpResponse:
    stored = _item(found, key) if key else None
    form = _form(request.POST if request.method == "POST" else None, found, stored)
    if not form.is_bound:
        return _item_page(request, survey, found, form)
    if not form.is_valid():
        return _item_page(request, survey, found, form, status=422)
    try:
        save_item(
            instrument=found.instrument,
            version=form.cleaned_data["version"],
            item=stored,
            values=form.values(),
            actor=request.user,
        )
    except TooManyItemsError:
        form.add_error("side", _("At most %(most)d questions a side: remove one first.") % {"most": MOST_ITEMS})
        return _item_page(request, survey, found, form, status=422)
    except StaleError:
        return _stale_item(request, survey, key)
    messages.success(request, _("Saved."))
    return redirect(PAGE, cohort_id=survey.cohort_id, wave=survey.wave)


def _stale_item(request: MemberRequest, survey: Survey, key: str | None) -> HttpResponse:
    """Somebody else has changed the questionnaire: what is stored, beside what was typed."""
    again, found = managed_questionnaire(request.user, survey.cohort_id, survey.wave)
    stored = _item(found, key) if key else None
    before = ItemForm(instance=stored, version=0).initial if stored else {}
    form = _form({**request.POST.dict(), "version": str(found.instrument.version)}, found, stored)
    if not stored and any(one.text_de == form.data.get("text_de") for one in found.items):
        return redirect(PAGE, cohort_id=survey.cohort_id, wave=survey.wave)  # the same form, sent twice
    form.is_valid()
    differing = [name for name in form.fields if name in before and form[name].data not in (None, before[name])]
    conflict = [(form.fields[name].label, shown(form.fields[name], before[name])) for name in differing]
    return _item_page(request, again, found, form, conflict=conflict, status=409)


def _form(data: Any, found: Questionnaire, stored: Item | None) -> ItemForm:
    # A copy: what was typed must not show in what is stored before it is saved.
    instance = Item.objects.get(pk=stored.pk) if stored else None
    return ItemForm(data, instance=instance, version=found.instrument.version)


def _item_page(
    request: MemberRequest,
    survey: Survey,
    found: Questionnaire,
    form: ItemForm,
    *,
    conflict: object = None,
    status: int = 200,
) -> HttpResponse:
    context = {"cohort": survey.cohort, "survey": survey, "found": found, "form": form, "conflict": conflict}
    return render(request, "surveys/office_item.html", context, status=status)


@require_POST
@login_required
def move(request: MemberRequest, cohort_id: int, wave: str, key: str) -> HttpResponse:
    """One place up or down."""
    _survey, found = managed_questionnaire(request.user, cohort_id, wave)
    by = -1 if request.POST.get("to") == "up" else 1
    one = _item(found, key)
    try:
        move_item(instrument=found.instrument, version=_version(request), item=one, by=by, actor=request.user)
    except StaleError:
        messages.warning(request, _("Nothing was moved: somebody else has changed the questionnaire."))
    return redirect(PAGE, cohort_id=cohort_id, wave=wave)


@require_POST
@login_required
def remove(request: MemberRequest, cohort_id: int, wave: str, key: str) -> HttpResponse:
    """Ask it no more."""
    _survey, found = managed_questionnaire(request.user, cohort_id, wave)
    one = _item(found, key)
    try:
        remove_item(instrument=found.instrument, version=_version(request), item=one, actor=request.user)
    except StaleError:
        messages.warning(request, _("Nothing was removed: somebody else has changed the questionnaire."))
    else:
        messages.success(request, _("Removed."))
    return redirect(PAGE, cohort_id=cohort_id, wave=wave)


def _item(found: Questionnaire, key: str | None) -> Item:
    one = next((one for one in found.items if one.key == key), None)
    if one is None:
        raise Http404
    return one


def _version(request: MemberRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0
