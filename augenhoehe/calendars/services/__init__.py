from .assistance import end_assistance, name_assistant
from .feeds import change_feed, close_feed, open_feed
from .own import save_hours, save_mailbox
from .places import (
    TakenError,
    add_place,
    change_place,
    delete_place,
    delete_travel_time,
    drop_date,
    forget_past_dates,
    free_date,
    hold_dates,
    set_travel_time,
    use_date,
)
from .sources import TooManyError, add_source, due_sources, paste_source, read_source, remove_source

__all__ = [
    "TakenError",
    "TooManyError",
    "add_place",
    "add_source",
    "change_feed",
    "change_place",
    "close_feed",
    "delete_place",
    "delete_travel_time",
    "drop_date",
    "due_sources",
    "end_assistance",
    "forget_past_dates",
    "free_date",
    "hold_dates",
    "name_assistant",
    "open_feed",
    "paste_source",
    "read_source",
    "remove_source",
    "save_hours",
    "save_mailbox",
    "set_travel_time",
    "use_date",
]
