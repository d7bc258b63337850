from datetime import timedelta

from augenhoehe.common.periodic import Job, register

_OFTEN = timedelta(minutes=10)

register(Job("tandems.expire_answers", _OFTEN, "augenhoehe.tandems.tasks.expire_answers"))
register(Job("tandems.remind_answers", _OFTEN, "augenhoehe.tandems.tasks.remind_answers"))
register(Job("tandems.ask_confirmations", _OFTEN, "augenhoehe.tandems.tasks.ask_confirmations"))
register(Job("tandems.forget_unmatched", timedelta(days=1), "augenhoehe.tandems.tasks.forget_unmatched"))
register(Job("tandems.tally_tags", timedelta(days=1), "augenhoehe.tandems.tasks.tally_tags"))
register(Job("tandems.remind_meetings", timedelta(hours=1), "augenhoehe.tandems.tasks.remind_meetings"))
register(Job("tandems.ask_meetings", timedelta(hours=1), "augenhoehe.tandems.tasks.ask_meetings"))
