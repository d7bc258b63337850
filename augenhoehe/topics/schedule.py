from datetime import timedelta

from augenhoehe.common.periodic import Job, register

register(Job("topics.forget_workshops", timedelta(days=1), "augenhoehe.topics.tasks.forget_workshops"))
