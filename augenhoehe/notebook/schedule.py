from datetime import timedelta

from augenhoehe.common.periodic import Job, register

register(Job("notebook.forget_talks", timedelta(days=1), "augenhoehe.notebook.tasks.forget_talks_that_are_over"))
