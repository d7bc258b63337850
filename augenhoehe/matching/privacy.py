from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.registry import NOBODY, OFFICE, SELF, Erasure, Personal, classify

_RUN = _("as long as the cohort's figures are needed, 12 months after its end")
_WAITING = _("24 months after the last day of that cohort’s matching")
_ACTOR = _("accountability of the office: who computed, submitted and approved")

classify(
    "matching.Run",
    personal={
        "problem": Personal(
            _("to compute and verify the run again; ids and answers without names"),
            _RUN,
            Erasure.BLANK,
            confidential=True,
        ),
        "plan": Personal(_("to prove the result again; ids without names"), _RUN, Erasure.BLANK),
        "figures": Personal(_("numbers of a run, and the ids of those who hold the floor down"), _RUN, Erasure.BLANK),
        "failure": Personal(_("why a run could not be computed; may name a pair's ids"), _RUN, Erasure.BLANK),
        "note": Personal(_("what the office noted about a run"), _RUN, Erasure.BLANK, exported=False),
        "returned_note": Personal(_("what the second person asked for"), _RUN, Erasure.BLANK, exported=False),
        "started_by": Personal(_ACTOR, _RUN, Erasure.BLANK),
        "submitted_by": Personal(_ACTOR, _RUN, Erasure.BLANK),
        "approved_by": Personal(_ACTOR, _RUN, Erasure.BLANK),
    },
    impersonal=(
        "cohort",
        "number",
        "state",
        "rules",
        "input_hash",
        "engine_version",
        "origin",
        "basis",
        "progress",
        "stage",
        "submitted_at",
        "published_at",
    ),
    readers=(OFFICE,),
    apart={"problem": NOBODY},
)
classify(
    "matching.Proposal",
    personal={
        "mentor": Personal(_("whom a run proposed for whom"), _RUN),
        "mentee": Personal(_("whom a run proposed for whom"), _RUN),
        "score": Personal(_("the fit of the two, by published criteria"), _RUN),
        "contributions": Personal(_("the reasons for the proposal"), _RUN),
        "locked": Personal(_("that the office set the pair"), _RUN),
    },
    impersonal=("run",),
    readers=(OFFICE,),
)
classify(
    "matching.LeftOver",
    personal={
        "application": Personal(_("who found no partner"), _RUN),
        "cause": Personal(_("which rule or scarcity left somebody over"), _RUN),
        "facts": Personal(_("how many candidates each rule took, and who shared too few places"), _RUN),
    },
    impersonal=("run",),
    readers=(OFFICE,),
    apart={"cause": (SELF, OFFICE)},
)
classify(
    "matching.Waiting",
    personal={
        "person": Personal(_("so that whoever was left over may come first in a later cohort"), _WAITING),
    },
    impersonal=("cohort",),
    readers=(OFFICE,),
)
classify(
    "matching.PairDecision",
    personal={
        "mentor": Personal(_("a pair that the office set or forbade"), _("until the end of the cohort")),
        "mentee": Personal(_("a pair that the office set or forbade"), _("until the end of the cohort")),
        "kind": Personal(_("set or forbidden"), _("until the end of the cohort")),
        "note": Personal(_("why the office decided so"), _("until the end of the cohort"), exported=False),
        "decided_by": Personal(_ACTOR, _("until the end of the cohort"), Erasure.BLANK),
    },
    impersonal=("cohort",),
    readers=(OFFICE,),
)
