"""Mails and texts are the office's own; the mailbox is the demo's alone; whether all is well is no secret."""

OFFICE = "office:200 office2:200 anonymous:302 *:404"
ACT = "office:302 office2:302 anonymous:302 *:404"
MAILS = "office/cohorts/<int:cohort_id>/messages/"
TEXTS = "office/cohorts/<int:cohort_id>/texts/"
COHORT = {"cohort_id": "cohort_id"}
MAIL = {**COHORT, "mail_id": "mail_id"}
TEXT = {**COHORT, "key": "text_key"}
DEMO = dict.fromkeys(("GET", "POST", "PUT", "PATCH", "DELETE"), "*:404")

ROUTES = {
    MAILS: {"GET": OFFICE, "sample": COHORT},
    f"{MAILS}retry/": {"POST": ACT, "sample": COHORT},
    f"{MAILS}<int:mail_id>/": {"GET": OFFICE, "sample": MAIL},
    f"{MAILS}<int:mail_id>/retry/": {"POST": ACT, "sample": MAIL},
    TEXTS: {"GET": OFFICE, "sample": COHORT},
    f"{TEXTS}<str:key>/": {"GET": OFFICE, "POST": "office:422 office2:422 anonymous:302 *:404", "sample": TEXT},
    f"{TEXTS}<str:key>/restore/": {"POST": ACT, "sample": TEXT},
    "mailbox/": DEMO,
    "mailbox/<int:pk>/": DEMO,
    "mailbox/<int:pk>/invitation.ics": DEMO,
    "health/": {"GET": "*:200"},
}
