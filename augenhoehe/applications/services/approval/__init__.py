"""The working-time approval: who asks whom, what the supervisor says, and what becomes of silence."""

from .answers import agree, answer_question, ask_back, postpone, record_outcome
from .asking import (
    ANSWER_DAYS,
    AlreadyAskedError,
    SameAddressError,
    ask_anew,
    ask_named,
    cease_asking,
    delegate,
    forget_approvals,
    name_supervisor,
    resume_asking,
)
from .links import find_link, find_question_link
from .states import ApprovalOverError, change_approval
from .waiting import chase_questions, hand_over_silent, remind_supervisors

__all__ = [
    "ANSWER_DAYS",
    "AlreadyAskedError",
    "ApprovalOverError",
    "SameAddressError",
    "agree",
    "answer_question",
    "ask_anew",
    "ask_back",
    "ask_named",
    "cease_asking",
    "change_approval",
    "chase_questions",
    "delegate",
    "find_link",
    "find_question_link",
    "forget_approvals",
    "hand_over_silent",
    "name_supervisor",
    "postpone",
    "record_outcome",
    "remind_supervisors",
    "resume_asking",
]
