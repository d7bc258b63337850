from datetime import timedelta

from augenhoehe.common.periodic import Job, register

register(Job("evaluation.count", timedelta(days=1), "augenhoehe.evaluation.tasks.count"))
