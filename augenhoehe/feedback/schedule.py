from datetime import timedelta

from augenhoehe.common.periodic import Job, register

register(Job("feedback.forget_talks", timedelta(days=1), "augenhoehe.feedback.tasks.forget_talks"))
