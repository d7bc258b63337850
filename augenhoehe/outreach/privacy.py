"""What is stored here about people: who is named on public pages, who commented, and who wrote to the office."""

from augenhoehe.audit.registry import Erasure, Personal, classify

_REPORT = "as long as the report; its author can take it back at any time"
_VOICE = "while its author agrees; then the office deletes it"
_COMMENT = "as long as the article; its author can delete it at any time"
_TEXT = Personal("news, or somebody's experience, meant for publication", _REPORT, confidential=True)

classify(
    "outreach.Article",
    personal={
        "byline": Personal("who wrote it, where they want to be named", _REPORT),
        "consent_on": Personal("since when the author agrees", _REPORT),
        "handed_in_by": Personal("whose report it is, and who may take it back", _REPORT),
        "text_de": _TEXT,
        "text_en": _TEXT,
    },
    impersonal=("programme", "kind", "state", "title_de", "title_en", "teaser_de", "teaser_en", "published_on"),
)
classify(
    "outreach.Picture",
    personal={},
    impersonal=("article", "alt_de", "alt_en", "large", "small", "width", "height", "digest"),
)
classify(
    "outreach.Voice",
    personal={
        "text_de": Personal("what a former tandem says, cleared for publication", _VOICE),
        "text_en": Personal("what a former tandem says, cleared for publication", _VOICE),
        "name": Personal("who said it, where they want to be named", _VOICE),
        "side": Personal("mentor or mentee", _VOICE),
        "consent_on": Personal("since when its author agrees", _VOICE),
    },
    impersonal=("programme", "state"),
)
classify(
    "outreach.FaqEntry",
    personal={},
    impersonal=(
        *("programme", "category", "question_de", "question_en", "answer_de", "answer_en", "position", "shown"),
    ),
)
classify(
    "outreach.Comment",
    personal={
        "person": Personal("comments stand under a name", _COMMENT),
        "text": Personal("the comment", _COMMENT, confidential=True),
        "state": Personal("whether the office has released it", _COMMENT),
    },
    impersonal=("article",),
)
classify(
    "outreach.CommentReport",
    personal={
        "person": Personal("whom to ask about a reported comment", _COMMENT),
        "reason": Personal("what is wrong with it", _COMMENT, confidential=True),
    },
    impersonal=("comment", "settled_at"),
)
classify(
    "outreach.Helpful",
    personal={"person": Personal("so that everybody counts once", "as long as the article")},
    impersonal=("article",),
)
classify("outreach.Page", personal={}, impersonal=("programme", "comments", "helpful", "reports"))

_LIST = "until its owner leaves; unconfirmed a week; after two years its owner is asked, and without a yes it goes"
_TOLD = Personal("so that nobody is told twice", _LIST)
classify(
    "outreach.Interest",
    personal={
        "email": Personal("to tell its owner when the next call opens", _LIST, confidential=True),
        "side": Personal("to know how many mentors and mentees to expect", _LIST),
        "language": Personal("to write in the right language", _LIST),
        "confirmed_at": Personal("to write to nobody who did not say yes", _LIST),
        "asked_at": Personal("to know whose answer is awaited", _LIST),
    },
    impersonal=("programme",),
)
classify(
    "outreach.InterestLink",
    personal={"interest": Personal("whose entry the link in a mail leads to", _LIST, exported=False)},
    impersonal=("token_hash", "expires_at", "used_at", "mail_id"),
)
classify("outreach.Notice", personal={"interest": _TOLD}, impersonal=("cohort", "mail_id"))
_ASKED = "12 months"
classify(
    "outreach.Question",
    personal={
        "name": Personal("to address whoever asks", _ASKED),
        "email": Personal("to answer", _ASKED, confidential=True),
        "language": Personal("to answer in the right language", _ASKED),
        "text": Personal("the question", _ASKED, confidential=True),
        "answer": Personal("what was answered", _ASKED),
        "owner": Personal("who answers", _ASKED, Erasure.BLANK),
        "answered_by": Personal("who answered", _ASKED, Erasure.BLANK),
    },
    impersonal=("programme", "state", "answered_at", "reminded_at", "published_at"),
)
classify(
    "outreach.Wave",
    personal={},
    impersonal=(*("cohort", "kind", "due_at", "units", "to_people", "state"), *("started_at", "finished_at")),
)
classify(
    "outreach.OptOut",
    personal={"person": Personal("to write no announcements to whoever does not want them", "until taken back")},
    impersonal=("programme",),
)
classify(
    "outreach.Delivery",
    personal={"address": Personal("to show whether an announcement arrived; mostly a distribution list", "12 months")},
    impersonal=("wave", "unit", "language", "mail_id"),
)
