from typing import Any

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.common.changes import changes_of
from augenhoehe.outreach.models import Page
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Programme


@transaction.atomic
def change_page(*, programme: Programme, version: int, changes: dict[str, Any], actor: Person) -> Page:
    """Set what the programme's public pages let people do. Raises StaleError. Side effect: a log entry."""
    page, _created = Page.objects.get_or_create(programme=programme)
    changed = changes_of(page, changes)
    page.save_version(version, **changes)
    if changed:
        record(actor=actor, action="outreach.page_changed", on=page, changes=changed)
    return page
