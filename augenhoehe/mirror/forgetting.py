"""What goes with the texts of a tandem: answers that were never sent.

What was sent stays as long as the tandem's record, so that the two can look at their mirror again; after an early end
nobody can, and a job of the day deletes it.
"""

from augenhoehe.tandems.forgetting import register

from .models import AnswerSheet

register(AnswerSheet, sent_at=None)
