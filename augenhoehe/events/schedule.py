from datetime import timedelta

from augenhoehe.common.periodic import Job, register

_OFTEN = timedelta(minutes=10)

register(Job("events.keep_up", _OFTEN, "augenhoehe.events.tasks.keep_up"))
register(Job("events.remind", _OFTEN, "augenhoehe.events.tasks.remind"))
register(Job("events.forget_links", timedelta(days=1), "augenhoehe.events.tasks.forget_links"))
