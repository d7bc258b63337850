from .assistance import assistants_of, executives_of, may_schedule_for, shares_mailbox
from .own import feed_by_hash, feed_of, own_row, sources_of
from .places import free_dates, places_for, places_of, travel_times
from .suggestions import Purpose, suggestions

__all__ = [
    "Purpose",
    "assistants_of",
    "executives_of",
    "feed_by_hash",
    "feed_of",
    "free_dates",
    "may_schedule_for",
    "own_row",
    "places_for",
    "places_of",
    "shares_mailbox",
    "sources_of",
    "suggestions",
    "travel_times",
]
