from datetime import timedelta

from augenhoehe.common.periodic import Job, register

register(Job("people.forget_what_is_over", timedelta(hours=6), "augenhoehe.people.tasks.forget_what_is_over"))
