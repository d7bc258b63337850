from .delivery import deliver_due, lease_next, retry_failed, retry_mail
from .outbox import Address, Letter, Recipient, forget_mails_now, queue_mail, queue_mails, withdraw_mails
from .replies import read_replies
from .turns import know_jobs, show_pulse, start_due_jobs
from .upkeep import forget_finished_tasks, forget_mails, give_back_stuck_tasks
from .wordings import Text, restore, reword

__all__ = [
    "Address",
    "Letter",
    "Recipient",
    "Text",
    "deliver_due",
    "forget_finished_tasks",
    "forget_mails",
    "forget_mails_now",
    "give_back_stuck_tasks",
    "know_jobs",
    "lease_next",
    "queue_mail",
    "queue_mails",
    "read_replies",
    "restore",
    "retry_failed",
    "retry_mail",
    "reword",
    "show_pulse",
    "start_due_jobs",
    "withdraw_mails",
]
