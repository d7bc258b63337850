"""Mail and background work."""

import os

from .environment import DEMO, env

_mail = env.email_url("EMAIL_URL")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail["EMAIL_HOST"]
EMAIL_PORT = _mail["EMAIL_PORT"]
EMAIL_HOST_USER = _mail["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
# In the demo mails stay in the built-in mailbox, unless a server is named on purpose.
MAIL_STAYS_HERE = DEMO and not {"EMAIL_URL", "EMAIL_URL_FILE"} & set(os.environ)
if MAIL_STAYS_HERE:
    EMAIL_BACKEND = "augenhoehe.messaging.mailbox.EmailBackend"
DEFAULT_FROM_EMAIL = env("MAIL_FROM")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# A call goes to distribution lists; one by one to people who are stored here only where the operator permits.
ANNOUNCE_TO_PEOPLE = env("ANNOUNCE_TO_PEOPLE")
# The mailbox of MAIL_FROM, where calendars answer. Never read in the demo, which invites nobody.
REPLIES_URL = "" if DEMO else env("REPLIES_URL")
BASE_URL = env("BASE_URL").rstrip("/")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": False}}
