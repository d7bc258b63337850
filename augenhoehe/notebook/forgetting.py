"""Everything that the two wrote goes with the texts of their tandem."""

from augenhoehe.tandems.forgetting import register

from .models import Keywords, Message, PrivateNote

register(Keywords, "meeting__tandem")
register(PrivateNote)
register(Message)
