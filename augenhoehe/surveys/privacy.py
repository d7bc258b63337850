"""Which fields of this room say something about a person, why they are kept, and who reads them.

Nobody reads who has answered. Answers lose their way back to a person at the close of a wave; what is told of them are
figures of five people or more. Own words are read by the office, which takes out what tells who wrote them.
"""

from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.registry import EVERYBODY, NOBODY, OFFICE, SELF, Erasure, Personal, classify

_OPEN = _("until the questionnaire closes")
_RAW = _("12 months after the questionnaire has closed")
_SHOWN = _("as long as the cohort’s figures")

classify(
    "surveys.Instrument",
    personal={},
    impersonal=("programme", "wave", "edition", "title_de", "title_en"),
)
classify(
    "surveys.Item",
    personal={},
    impersonal=(
        *("instrument", "position", "key", "kind", "side", "measure", "moment", "level"),
        *("text_de", "text_en", "options"),
    ),
)
classify(
    "surveys.Survey",
    personal={},
    impersonal=(
        *("cohort", "wave", "instrument", "opens_on", "closes_on", "state", "secret", "asked", "answered", "figures"),
        "closed_at",
    ),
)
classify(
    "surveys.Reading",
    personal={"read_by": Personal(_("who has read the questionnaires"), _("with the cohort"), Erasure.BLANK)},
    impersonal=("cohort", "read_at"),
    readers=NOBODY,
)
classify(
    "surveys.Invitation",
    personal={
        "person": Personal(_("whom to ask and to remind"), _OPEN),
        "side": Personal(_("which questions to ask"), _OPEN),
        "token_hash": Personal(_("finding the questionnaire behind a link"), _OPEN),
        "asked_on": Personal(_("when to remind"), _OPEN),
        "reminded": Personal(_("not to remind again"), _OPEN),
        "answered": Personal(_("not to remind whoever has answered"), _OPEN, confidential=True),
    },
    impersonal=("survey",),
    readers=NOBODY,
    apart={"answered": (SELF,)},
)
classify(
    "surveys.Draft",
    personal={
        "key": Personal(_("finding the draft behind a link"), _OPEN),
        "values": Personal(_("going on another time"), _OPEN, confidential=True),
    },
    impersonal=("survey",),
    readers=NOBODY,
    apart={"values": (SELF,)},
)
classify(
    "surveys.Sheet",
    personal={
        "side": Personal(_("figures by role"), _RAW),
        "department": Personal(_("figures by department"), _OPEN, confidential=True),
        "level": Personal(_("figures by function level"), _OPEN),
        "values": Personal(_("figures of what the programme brings"), _RAW, confidential=True),
    },
    impersonal=("survey",),
    readers=NOBODY,
)
classify(
    "surveys.Remark",
    personal={
        "text": Personal(_("what people want to say in their own words"), _RAW, confidential=True),
        "shown": Personal(_("the same without what tells who wrote it"), _SHOWN),
        "state": Personal(_("whether it may be shown"), _SHOWN),
    },
    impersonal=("survey", "item_key"),
    readers=(OFFICE,),
    apart={"shown": (OFFICE, EVERYBODY)},
)
