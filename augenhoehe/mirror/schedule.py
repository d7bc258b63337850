from datetime import timedelta

from augenhoehe.common.periodic import Job, register

_DAILY = timedelta(days=1)

register(Job("mirror.ask", _DAILY, "augenhoehe.mirror.tasks.ask"))
register(Job("mirror.forget_ended", _DAILY, "augenhoehe.mirror.tasks.forget_ended"))
