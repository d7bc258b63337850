from datetime import timedelta

from augenhoehe.common.periodic import Job, register

register(Job("outreach.forget_hidden_comments", timedelta(hours=6), "augenhoehe.outreach.tasks.forget_hidden_comments"))
