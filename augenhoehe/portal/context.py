"""The head, the left column and the foot of every page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from augenhoehe.programmes.models import Role
from augenhoehe.programmes.parts import Part
from augenhoehe.programmes.rules import APPROVER_KINDS, OFFICE_KINDS

# Left column of a cohort's office pages: label, URL name, beginnings of the URL names that belong to it.
OFFICE: tuple[tuple[Any, str, tuple[str, ...]], ...] = (
    (_("Overview"), "office-overview", ()),
    (
        _("Applications"),
        "office-applications",
        ("office-application", "office-approval", "office-selection", "office-proposals"),
    ),
    (_("Matching"), "matching-desk", ("matching-", "run")),
    (_("Tandems"), "office-tandems", ("office-tandem",)),
    (_("Neutral places"), "office-places", ("office-place",)),
    (_("Events"), "office-events", ("office-event", "office-induction")),
    (_("Preparation"), "office-induction", ()),
    (_("Topics"), "topic-pool", ("topic", "category", "office-topic")),
    (_("Documents"), "office-documents", ("office-document", "office-backing")),
    (_("Public pages"), "office-public", ("office-public-",)),
    (
        _("Messages"),
        "office-messages",
        ("office-message", "office-text", "office-question", "office-interest", "office-announcement", "office-wave"),
    ),
    (_("Evaluation"), "office-evaluation", ("office-evaluation",)),
    (_("Recognition"), "office-recognition", ("office-recognition",)),
    (_("Recognition"), "office-recognition-benefits", ("office-recognition",)),
    (
        _("Settings"),
        "office-settings",
        (
            *(
                "office-phases",
                "office-parts",
                "office-working-time",
                "office-programme",
                "office-role",
                "office-rules",
            ),
            *("office-aims", "office-history", "office-compare", "office-lesson", "office-gate"),
        ),
    ),
)

PUBLIC = ("programme", "programmes", "news", "article", "experience", "own-voice", "interest", "ask")
FOR_APPROVERS = ("office-overview", "matching-desk")
"""What opens for somebody who only approves."""

# What only some cohorts do: URL name → whether a cohort with these parts has the entry.
SHOWN: dict[str, Callable[[list[str]], bool]] = {
    "office-events": lambda parts: Part.EVENTS in parts,
    "office-recognition": lambda parts: Part.CERTIFICATES in parts,
    "office-recognition-benefits": lambda parts: Part.BENEFITS in parts and Part.CERTIFICATES not in parts,
    "office-induction": lambda parts: Part.PREPARATION in parts and Part.EVENTS not in parts,
}


@dataclass(frozen=True)
class Item:
    label: Any
    url: str
    current: bool


def navigation(request: HttpRequest) -> dict[str, object]:
    """`nav` and `side_nav` of this page, and the links at its foot."""
    match = request.resolver_match
    name = (match.url_name or "") if match else ""
    in_office = request.path.startswith("/office/")
    return {
        "nav": list(_top(request, name, in_office)),
        "side_nav": list(_office(request, match.kwargs["cohort_id"], name))
        if match and in_office and "cohort_id" in match.kwargs
        else [],
        "footer_links": [
            Item(_("Accessibility"), reverse("accessibility"), False),
            Item(_("Privacy"), reverse("privacy"), False),
        ],
    }


def _top(request: HttpRequest, name: str, in_office: bool) -> Iterable[Item]:
    yield Item(_("Programmes"), reverse("programmes"), name in PUBLIC)
    # A request that is refused before anybody looks who sent it has no user.
    user = getattr(request, "user", None)
    if user and user.is_authenticated:
        yield Item(_("My page"), reverse("home"), name == "home" or in_office)
        if user.is_administrator:
            yield Item(_("Installation"), reverse("installation"), request.path.startswith("/installation/"))
    if settings.DEMO:
        yield Item(_("Change person"), reverse("demo"), name == "demo")
        yield Item(_("Mailbox"), reverse("mailbox"), name.startswith("mailbox"))


def _office(request: HttpRequest, cohort_id: int, name: str) -> Iterable[Item]:
    """Links that open for this person in this cohort, and no others."""
    mine = Role.objects.filter(person=request.user.pk, programme__cohorts__id=cohort_id)
    rows = list(mine.values_list("kind", "programme__cohorts__parts"))
    kinds, parts = {kind for kind, _parts in rows}, rows[0][1] if rows else []
    for label, target, beginnings in OFFICE:
        needed = set(APPROVER_KINDS if target in FOR_APPROVERS else OFFICE_KINDS)
        if not kinds & needed or (target in SHOWN and not SHOWN[target](parts)):
            continue
        current = name == target or any(name.startswith(beginning) for beginning in beginnings)
        yield Item(label, reverse(target, args=[cohort_id]), current)
