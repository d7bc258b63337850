from datetime import timedelta

from augenhoehe.common.periodic import Job, register

_DAILY = timedelta(days=1)

register(Job("undertakings.end_tandems", _DAILY, "augenhoehe.undertakings.tasks.end_tandems"))
register(Job("undertakings.forget_tandems", _DAILY, "augenhoehe.undertakings.tasks.forget_tandems"))
