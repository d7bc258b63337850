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
from .links import find_form_link, find_need_link
from .member import (
    CallClosedError,
    HeldError,
    IncompleteError,
    NotChangeableError,
    OtherRoleError,
    TopicSaid,
    save_about,
    save_exclusions,
    save_need,
    save_step,
    start_application,
    submit_application,
    withdraw_application,
)
from .need import ask_for_need_checks
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
    "TopicSaid",
    "approval",
    "ask_for_need_checks",
    "change_state",
    "confirm_many",
    "decide",
    "decide_many",
    "drop_proposals",
    "find_form_link",
    "find_need_link",
    "forget_silent_lists",
    "invite_person",
    "move_on_reserve_list",
    "name_supervisor",
    "preview_letter",
    "propose_many",
    "return_application",
    "save_about",
    "save_exclusions",
    "save_need",
    "save_step",
    "start_application",
    "submit_application",
    "withdraw_application",
]
