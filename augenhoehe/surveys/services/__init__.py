from .answering import draft_of, keep_draft, send_answers
from .asking import run_waves
from .forgetting import forget_person, forget_raw, forget_withdrawn
from .instruments import (
    load_starter_instruments,
    move_item,
    note_reading,
    remove_item,
    rename_instrument,
    save_item,
)
from .remarks import edit_remark
from .waves import close_survey, open_survey, set_days

__all__ = [
    "close_survey",
    "draft_of",
    "edit_remark",
    "forget_person",
    "forget_raw",
    "forget_withdrawn",
    "keep_draft",
    "load_starter_instruments",
    "move_item",
    "note_reading",
    "open_survey",
    "remove_item",
    "rename_instrument",
    "run_waves",
    "save_item",
    "send_answers",
    "set_days",
]
