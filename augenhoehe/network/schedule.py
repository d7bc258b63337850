from datetime import timedelta

from augenhoehe.common.periodic import Job, register

_DAILY = timedelta(days=1)

register(Job("network.draw", _DAILY, "augenhoehe.network.tasks.draw"))
register(Job("network.remind", _DAILY, "augenhoehe.network.tasks.remind"))
