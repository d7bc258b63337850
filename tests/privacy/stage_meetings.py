"""The two of the cast go on: one more meeting is proposed with a place and a link of its own."""

import datetime as dt
import uuid
from typing import Any

from augenhoehe.tandems.services.meetings import MeetingDetails
from augenhoehe.tandems.services.series import propose_series
from tests.factories import NOW

BOTH = ("mentor", ("mentee",))


def propose_dates(stage: Any) -> None:
    """A proposed date with a canary in its place and its link; the partner has not answered."""
    place = stage.plant("tandems.SeriesDate.place", *BOTH)
    url = f"https://{stage.plant('tandems.SeriesDate.video_url', *BOTH)}.example/"
    dates = [
        MeetingDetails(NOW + dt.timedelta(days=42), 90, "in_person", place=place),
        MeetingDetails(NOW + dt.timedelta(days=70), 90, "video", video_url=url),
    ]
    propose_series(tandem=stage.tandems[0], actor=stage.cast.mentor, dates=dates, draft_key=uuid.uuid4(), now=NOW)
