from datetime import timedelta

from augenhoehe.common.periodic import Job, register

register(
    Job(
        "applications.forget_silent_lists",
        timedelta(days=1),
        "augenhoehe.applications.tasks.forget_silent_lists",
    )
)
register(Job("applications.remind_supervisors", timedelta(hours=1), "augenhoehe.applications.tasks.remind_supervisors"))
register(Job("applications.hand_over_silent", timedelta(hours=1), "augenhoehe.applications.tasks.hand_over_silent"))
register(Job("applications.chase_questions", timedelta(hours=1), "augenhoehe.applications.tasks.chase_questions"))
