from .consents import agree, ask_consent, find_consent, take_back
from .counting import count_due
from .reports import make_reports, publish_report, renew_figures, set_rate, withdraw_report, write_passage

__all__ = [
    "agree",
    "ask_consent",
    "count_due",
    "find_consent",
    "make_reports",
    "publish_report",
    "renew_figures",
    "set_rate",
    "take_back",
    "withdraw_report",
    "write_passage",
]
