from . import approval
from .approval import name_supervisor
from .decisions import (
    Bulk,
    Decision,
    SecondPersonNeededError,
    confirm_many,
    decide,
    decide_many,
    drop_proposals,
    preview_letter,
    propose_many,
)
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
from .office import invite_person, move_on_reserve_list, return_application
from .retention import forget_silent_lists
from .states import HumanNeededError, IllegalTransitionError, change_state

__all__ = [
    "Bulk",
    "CallClosedError",
    "Decision",
    "HeldError",
    "HumanNeededError",
    "IllegalTransitionError",
    "IncompleteError",
    "NotChangeableError",
    "OtherRoleError",
    "SecondPersonNeededError",
    "approval",
    "change_state",
    "confirm_many",
    "decide",
    "decide_many",
    "drop_proposals",
    "forget_silent_lists",
    "invite_person",
    "move_on_reserve_list",
    "name_supervisor",
    "preview_letter",
    "propose_many",
    "return_application",
    "save_about",
    "save_exclusions",
    "save_step",
    "start_application",
    "submit_application",
    "withdraw_application",
]
