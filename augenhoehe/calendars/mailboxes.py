from augenhoehe.people.mailboxes import register

from .selectors import shares_mailbox

register("calendars.mailbox", shares_mailbox)
