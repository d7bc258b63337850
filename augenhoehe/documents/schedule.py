from datetime import timedelta

from augenhoehe.common.periodic import Job, register

register(Job("documents.remind_sponsors", timedelta(hours=6), "augenhoehe.documents.tasks.remind_sponsors"))
