from datetime import timedelta

from augenhoehe.common.periodic import Job, register

register(Job("audit.forget_entries", timedelta(days=1), "augenhoehe.audit.tasks.forget_entries"))
