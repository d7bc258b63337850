from datetime import timedelta

from augenhoehe.common.periodic import Job, register

register(Job("recognition.remember_badge_key", timedelta(hours=1), "augenhoehe.recognition.tasks.remember_badge_key"))
register(Job("recognition.forget_certificates", timedelta(days=1), "augenhoehe.recognition.tasks.forget_certificates"))
register(Job("recognition.benefits", timedelta(days=1), "augenhoehe.recognition.tasks.mind_benefits"))
