from datetime import timedelta

from augenhoehe.common.periodic import Job, register

register(
    Job(
        "applications.forget_silent_lists",
        timedelta(days=1),
        "augenhoehe.applications.tasks.forget_silent_lists",
    )
)
