from augenhoehe.messaging.replies import register_reader

from .services.replies import take_reply

register_reader("feedback.talks", take_reply)
