from .archive import NotOverError, archive_cohort, restore_cohort
from .cohorts import change_cohort, create_cohort, set_phases
from .gate import (
    CallReleasedError,
    CouncilOpenError,
    NoteMissingError,
    NotReleasedError,
    change_gate,
    pass_gate,
    require_release,
    take_back_gate,
)
from .lessons import change_lesson, write_lesson
from .matching_rules import change_matching_rules
from .pilot import create_pilot
from .programmes import change_programme, create_programme
from .roles import ConfidantInOfficeError, LastOfficeError, assign_role, withdraw_role

__all__ = [
    "CallReleasedError",
    "ConfidantInOfficeError",
    "CouncilOpenError",
    "LastOfficeError",
    "NotOverError",
    "NotReleasedError",
    "NoteMissingError",
    "archive_cohort",
    "assign_role",
    "change_cohort",
    "change_gate",
    "change_lesson",
    "change_matching_rules",
    "change_programme",
    "create_cohort",
    "create_pilot",
    "create_programme",
    "pass_gate",
    "require_release",
    "restore_cohort",
    "set_phases",
    "take_back_gate",
    "withdraw_role",
    "write_lesson",
]
