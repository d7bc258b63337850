from datetime import timedelta

from augenhoehe.common.periodic import Job, register

_TASKS = "augenhoehe.outreach.tasks"

register(Job("outreach.forget_hidden_comments", timedelta(hours=6), "augenhoehe.outreach.tasks.forget_hidden_comments"))
register(Job("outreach.send_waves", timedelta(minutes=5), f"{_TASKS}.send_waves"))
register(Job("outreach.tell_of_open_calls", timedelta(minutes=30), f"{_TASKS}.tell_of_open_calls"))
register(Job("outreach.remind_of_questions", timedelta(hours=6), f"{_TASKS}.remind_of_questions"))
register(Job("outreach.forget_contacts", timedelta(days=1), f"{_TASKS}.forget_contacts"))
