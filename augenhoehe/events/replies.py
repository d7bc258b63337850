from augenhoehe.messaging.replies import register_reader

from .services.replies import take_reply

register_reader("events.events", take_reply)
