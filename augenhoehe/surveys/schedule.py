from datetime import timedelta

from augenhoehe.common.periodic import Job, register

register(Job("surveys.run_waves", timedelta(days=1), "augenhoehe.surveys.tasks.run_waves"))
register(Job("surveys.forget_raw", timedelta(days=1), "augenhoehe.surveys.tasks.forget_raw"))
