from .cohorts import change_cohort, create_cohort, set_phases
from .matching_rules import change_matching_rules
from .programmes import change_programme, create_programme
from .roles import LastOfficeError, assign_role, withdraw_role

__all__ = [
    "LastOfficeError",
    "assign_role",
    "change_cohort",
    "change_matching_rules",
    "change_programme",
    "create_cohort",
    "create_programme",
    "set_phases",
    "withdraw_role",
]
