from datetime import timedelta

from augenhoehe.common.periodic import Job, register

register(Job("calendars.read_due_sources", timedelta(minutes=15), "augenhoehe.calendars.tasks.read_due_sources"))
register(Job("calendars.forget_past_dates", timedelta(days=1), "augenhoehe.calendars.tasks.forget_past_dates"))
