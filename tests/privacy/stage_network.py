"""An entry in the directory with a canary in its line, the link to leave, a circle, and a picture of few."""

from __future__ import annotations

from typing import TYPE_CHECKING

from augenhoehe.network.services.circles import join_circle
from augenhoehe.network.services.drawing import draw_picture
from augenhoehe.network.services.links import link_to_leave
from tests import factories
from tests.factories import NOW

if TYPE_CHECKING:
    from .stage import Stage


def network(stage: Stage) -> None:
    """The mentor stands in the directory, which the mentee reads too, and is in a circle."""
    cast = stage.cast
    entry = factories.make_entry(
        cast.cohort, cast.mentor, line=stage.plant("network.AlumniEntry.line", "mentor", ("mentee",))
    )
    stage.leave_token = link_to_leave(entry, NOW).rstrip("/").rpartition("/")[2]
    join_circle(circle=cast.circle, application=cast.mentor_application, actor=cast.mentor, now=NOW)
    draw_picture(cohort=cast.cohort, now=NOW)
