from datetime import timedelta

from augenhoehe.common.periodic import Job, register

_DAILY = timedelta(days=1)
_OFTEN = timedelta(minutes=10)

register(Job("care.notice_quiet", _DAILY, "augenhoehe.care.tasks.notice_quiet"))
register(Job("care.send_phase_mails", _DAILY, "augenhoehe.care.tasks.send_phase_mails"))
register(Job("care.ask_after_breaks", _DAILY, "augenhoehe.care.tasks.ask_after_breaks"))
register(Job("care.settle_extensions", _OFTEN, "augenhoehe.care.tasks.settle_extensions"))
