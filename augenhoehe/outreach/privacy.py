"""What is stored here about people: who is named on public pages, who commented, and who wrote to the office."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.registry import EVERYBODY, NOBODY, OFFICE, SELF, Erasure, Personal, classify

_REPORT = _("as long as the report; its author can take it back at any time")
_VOICE = _("while its author agrees; then the office deletes it")
_COMMENT = _("as long as the article; its author can delete it at any time")
_TEXT = Personal(_("news, or somebody's experience, meant for publication"), _REPORT, confidential=True)

_WORDS = Personal(_("what a former tandem says, cleared for publication"), _VOICE, confidential=True)

classify(
    "outreach.Article",
    personal={
        "byline": Personal(_("who wrote it, where they want to be named"), _REPORT),
        "consent_on": Personal(_("since when the author agrees"), _REPORT),
        "handed_in_by": Personal(_("whose report it is, and who may take it back"), _REPORT),
        "text_de": _TEXT,
        "text_en": _TEXT,
    },
    impersonal=(
        "programme",
        "kind",
        "state",
        "title_de",
        "title_en",
        "teaser_de",
        "teaser_en",
        "published_on",
        "found_helpful",
    ),
    readers=(EVERYBODY,),
    apart={"consent_on": (OFFICE,), "handed_in_by": (SELF, OFFICE)},
)
classify(
    "outreach.Picture",
    personal={},
    impersonal=("article", "alt_de", "alt_en", "large", "small", "width", "height", "digest"),
)
classify(
    "outreach.Voice",
    personal={
        "text_de": _WORDS,
        "text_en": _WORDS,
        "handed_in_by": Personal(_("whose words they are, and who may take them back"), _VOICE),
        "naming": Personal(_("how its author wants to be named"), _VOICE),
        "name": Personal(_("who said it, where they want to be named"), _VOICE),
        "side": Personal(_("mentor or mentee"), _VOICE),
        "consent_on": Personal(_("since when its author agrees"), _VOICE),
    },
    impersonal=("programme", "state"),
    readers=(EVERYBODY,),
    apart={"consent_on": (SELF, OFFICE), "handed_in_by": (SELF, OFFICE), "naming": (SELF, OFFICE)},
)
classify(
    "outreach.ConsentLink",
    personal={
        "voice": Personal(_("whose words the link in a mail leads to"), _VOICE, exported=False),
        "article": Personal(_("whose report the link in a mail leads to"), _REPORT, exported=False),
    },
    impersonal=("token_hash", "expires_at", "used_at"),
    readers=NOBODY,
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
        "person": Personal(_("comments stand under a name"), _COMMENT),
        "name": Personal(_("the name that somebody without an account gives"), _COMMENT),
        "email": Personal(
            _("to ask its mailbox whether the comment is meant"),
            _("until it has said yes; without it, a week"),
            exported=False,
            confidential=True,
        ),
        "language": Personal(_("to write in the right language"), _COMMENT),
        "text": Personal(_("the comment"), _COMMENT, confidential=True),
        "state": Personal(_("whether the office has released it"), _COMMENT),
    },
    impersonal=("article",),
    readers=(EVERYBODY,),
    apart={"state": (SELF, OFFICE), "email": NOBODY, "language": NOBODY},
)
classify(
    "outreach.CommentLink",
    personal={"comment": Personal(_("which comment the link in a mail leads to"), _COMMENT, exported=False)},
    impersonal=("token_hash", "expires_at", "used_at", "mail_id"),
    readers=NOBODY,
)
classify(
    "outreach.CommentReport",
    personal={
        "person": Personal(_("whom to ask about a reported comment"), _COMMENT),
        "reason": Personal(_("what is wrong with it"), _COMMENT, confidential=True),
    },
    impersonal=("comment", "settled_at"),
    readers=(OFFICE,),
)
classify(
    "outreach.Helpful",
    personal={"person": Personal(_("so that everybody counts once"), _("as long as the article"))},
    impersonal=("article",),
    readers=(SELF,),
)
classify("outreach.Page", personal={}, impersonal=("programme", "comments", "helpful", "reports"))

_LIST = _("until its owner leaves; unconfirmed a week; after two years its owner is asked, and without a yes it goes")
_TOLD = Personal(_("so that nobody is told twice"), _LIST)
classify(
    "outreach.Interest",
    personal={
        "email": Personal(_("to tell its owner when the next call opens"), _LIST, confidential=True),
        "side": Personal(_("to know how many mentors and mentees to expect"), _LIST),
        "language": Personal(_("to write in the right language"), _LIST),
        "confirmed_at": Personal(_("to write to nobody who did not say yes"), _LIST),
        "asked_at": Personal(_("to know whose answer is awaited"), _LIST),
    },
    impersonal=("programme",),
    readers=NOBODY,
)
classify(
    "outreach.InterestLink",
    personal={"interest": Personal(_("whose entry the link in a mail leads to"), _LIST, exported=False)},
    impersonal=("token_hash", "expires_at", "used_at", "mail_id"),
    readers=NOBODY,
)
classify(
    "outreach.Notice",
    personal={"interest": _TOLD},
    impersonal=("cohort", "mail_id"),
    readers=NOBODY,
)
_ASKED = _("12 months")
classify(
    "outreach.Question",
    personal={
        "name": Personal(_("to address whoever asks"), _ASKED),
        "email": Personal(_("to answer"), _ASKED, confidential=True),
        "language": Personal(_("to answer in the right language"), _ASKED),
        "text": Personal(_("the question"), _ASKED, confidential=True),
        "answer": Personal(_("what was answered"), _ASKED),
        "owner": Personal(_("who answers"), _ASKED, Erasure.BLANK),
        "answered_by": Personal(_("who answered"), _ASKED, Erasure.BLANK),
    },
    impersonal=("programme", "state", "answered_at", "reminded_at", "published_at"),
    readers=(OFFICE,),
)
classify(
    "outreach.Wave",
    personal={},
    impersonal=(*("cohort", "kind", "due_at", "units", "to_people", "state"), *("started_at", "finished_at")),
)
classify(
    "outreach.OptOut",
    personal={"person": Personal(_("to write no announcements to whoever does not want them"), _("until taken back"))},
    impersonal=("programme",),
    readers=(SELF,),
)
classify(
    "outreach.Delivery",
    personal={
        "address": Personal(_("to show whether an announcement arrived; mostly a distribution list"), _("12 months"))
    },
    impersonal=("wave", "unit", "language", "mail_id"),
    readers=(OFFICE,),
)
