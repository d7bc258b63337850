from .assistance import assistants_of, executives_of, may_schedule_for, shares_mailbox
from .suggestions import Purpose, suggestions

__all__ = ["Purpose", "assistants_of", "executives_of", "may_schedule_for", "shares_mailbox", "suggestions"]
