"""Which fields of this room say something about a person, why they are kept, and who reads them.

All texts are sealed (confidential.py). That somebody has turned to a confidant is as confidential as what was said.
"""

from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.registry import CONFIDANT, PARTNER, SELF, Personal, classify

_TANDEM = _("the days that the cohort sets, after the end of the tandem (30 where nothing else is set)")
_TALK = _("three months after the last word, or until either of the two deletes it; with the confidant's role")

classify(
    "notebook.Keywords",
    personal={"sealed": Personal(_("keywords and next step of a meeting"), _TANDEM, confidential=True)},
    impersonal=("meeting",),
    readers=(SELF, PARTNER),
)
classify(
    "notebook.PrivateNote",
    personal={
        "author": Personal(_("whose note it is"), _TANDEM, confidential=True),
        "sealed": Personal(_("a note for its author alone"), _TANDEM, confidential=True),
    },
    impersonal=("tandem", "meeting"),
    readers=(SELF,),
)
classify(
    "notebook.Message",
    personal={
        "author": Personal(_("who wrote to whom"), _TANDEM, confidential=True),
        "sealed": Personal(_("what the two write to each other"), _TANDEM, confidential=True),
    },
    impersonal=("tandem",),
    readers=(SELF, PARTNER),
)
classify(
    "notebook.Confidence",
    personal={
        "person": Personal(_("who has turned to the confidant"), _TALK, confidential=True),
        "confidant": Personal(_("to whom"), _TALK, confidential=True),
        "last_word_at": Personal(_("when it is forgotten"), _TALK, confidential=True),
    },
    impersonal=("programme",),
    readers=(SELF, CONFIDANT),
)
classify(
    "notebook.Word",
    personal={
        "by_confidant": Personal(_("who said it"), _TALK, confidential=True),
        "sealed": Personal(_("what is said to the confidant, and answered"), _TALK, confidential=True),
    },
    impersonal=("confidence",),
    readers=(SELF, CONFIDANT),
)
