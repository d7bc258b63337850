"""Two more people whose tandem runs and who are asked things."""

import datetime as dt
from typing import Any

from django.conf import settings

from augenhoehe.applications.enums import Side
from augenhoehe.care.enums import LinkPurpose
from augenhoehe.care.models import CallRequest, Signal
from augenhoehe.care.services.links import create_links
from tests.care.world import running
from tests.factories import NOW


def care_for(stage: Any) -> None:
    """A tandem that is quiet, with a link to say so, and a call that is wanted."""
    tandem = running(stage.cast.cohort)
    Signal.objects.create(tandem=tandem, reason="no_first", asked_at=NOW - dt.timedelta(days=30))
    CallRequest.objects.create(tandem=tandem, side=Side.MENTOR)
    links = create_links(
        holders=[(tandem, Side.MENTOR)], purpose=LinkPurpose.QUIET, expires_at=NOW + dt.timedelta(days=3650)
    )
    stage.care_token = links[tandem.pk, Side.MENTOR].partition(f"{settings.BASE_URL}/links/care/")[2].strip("/")
