from datetime import timedelta

from augenhoehe.common.periodic import Job, register

register(Job("surveys.run_waves", timedelta(days=1), "augenhoehe.surveys.tasks.run_waves"))
