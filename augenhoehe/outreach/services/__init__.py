from augenhoehe.outreach.errors import ConsentError, TransitionError

from .articles import (
    change_article,
    change_own_report,
    delete_article,
    hand_in_report,
    set_article_state,
    write_article,
)
from .comments import (
    SwitchedOffError,
    TooFastError,
    delete_own_comment,
    forget_hidden_comments,
    mark_helpful,
    moderate_comment,
    report_comment,
    write_comment,
)
from .consent import agree, find_piece, take_back
from .faq import change_faq_entry, delete_faq_entry, move_faq_entry, write_faq_entry
from .page import change_page
from .pictures import TooManyError, add_picture, delete_picture, describe_picture
from .voices import change_voice, delete_voice, hand_in_voice, note_voice, set_voice_state

__all__ = [
    "ConsentError",
    "SwitchedOffError",
    "TooFastError",
    "TooManyError",
    "TransitionError",
    "add_picture",
    "agree",
    "change_article",
    "change_faq_entry",
    "change_own_report",
    "change_page",
    "change_voice",
    "delete_article",
    "delete_faq_entry",
    "delete_own_comment",
    "delete_picture",
    "delete_voice",
    "describe_picture",
    "find_piece",
    "forget_hidden_comments",
    "hand_in_report",
    "hand_in_voice",
    "mark_helpful",
    "moderate_comment",
    "move_faq_entry",
    "note_voice",
    "report_comment",
    "set_article_state",
    "set_voice_state",
    "take_back",
    "write_article",
    "write_comment",
    "write_faq_entry",
]
