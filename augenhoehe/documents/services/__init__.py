from .backing import Appointment, BackingError, agree_task, finish_task, invite_sponsors, remind_due
from .editions import Texts, restore_edition, save_edition

__all__ = [
    "Appointment",
    "BackingError",
    "Texts",
    "agree_task",
    "finish_task",
    "invite_sponsors",
    "remind_due",
    "restore_edition",
    "save_edition",
]
