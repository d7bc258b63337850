from .member import (
    CallClosedError,
    HeldError,
    IncompleteError,
    NotChangeableError,
    OtherRoleError,
    save_about,
    save_exclusions,
    save_step,
    start_application,
    submit_application,
    withdraw_application,
)
from .office import (
    Bulk,
    decide,
    decide_many,
    invite_person,
    move_on_reserve_list,
    return_application,
)
from .retention import forget_silent_lists
from .states import HumanNeededError, IllegalTransitionError, change_state

__all__ = [
    "Bulk",
    "CallClosedError",
    "HeldError",
    "HumanNeededError",
    "IllegalTransitionError",
    "IncompleteError",
    "NotChangeableError",
    "OtherRoleError",
    "change_state",
    "decide",
    "decide_many",
    "forget_silent_lists",
    "invite_person",
    "move_on_reserve_list",
    "return_application",
    "save_about",
    "save_exclusions",
    "save_step",
    "start_application",
    "submit_application",
    "withdraw_application",
]
