from datetime import timedelta

from django.conf import settings

from augenhoehe.common.periodic import Job, register

register(Job("messaging.forget_mails", timedelta(hours=1), "augenhoehe.messaging.tasks.forget_mails"))
register(Job("messaging.forget_finished_tasks", timedelta(days=1), "augenhoehe.messaging.tasks.forget_finished_tasks"))
if settings.REPLIES_URL:
    register(Job("messaging.read_replies", timedelta(minutes=2), "augenhoehe.messaging.tasks.read_replies"))
