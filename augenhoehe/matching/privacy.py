from augenhoehe.audit.registry import Erasure, Personal, classify

_RUN = "as long as the cohort's figures are needed, 12 months after its end"
_ACTOR = "accountability of the office: who computed, submitted and approved"

classify(
    "matching.Run",
    personal={
        "problem": Personal(
            "to compute and verify the run again; ids and answers without names",
            _RUN,
            Erasure.BLANK,
            confidential=True,
        ),
        "plan": Personal("to prove the result again; ids without names", _RUN, Erasure.BLANK),
        "figures": Personal("numbers of a run, and the ids of those who hold the floor down", _RUN, Erasure.BLANK),
        "failure": Personal("why a run could not be computed; may name a pair's ids", _RUN, Erasure.BLANK),
        "note": Personal("what the office noted about a run", _RUN, Erasure.BLANK, exported=False),
        "returned_note": Personal("what the second person asked for", _RUN, Erasure.BLANK, exported=False),
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
)
classify(
    "matching.Proposal",
    personal={
        "mentor": Personal("whom a run proposed for whom", _RUN),
        "mentee": Personal("whom a run proposed for whom", _RUN),
        "score": Personal("the fit of the two, by published criteria", _RUN),
        "contributions": Personal("the reasons for the proposal", _RUN),
        "locked": Personal("that the office set the pair", _RUN),
    },
    impersonal=("run",),
)
classify(
    "matching.LeftOver",
    personal={
        "application": Personal("who found no partner", _RUN),
        "cause": Personal("which rule or scarcity left somebody over", _RUN),
        "facts": Personal("how many candidates each rule took, and who shared too few places", _RUN),
    },
    impersonal=("run",),
)
classify(
    "matching.PairDecision",
    personal={
        "mentor": Personal("a pair that the office set or forbade", "until the end of the cohort"),
        "mentee": Personal("a pair that the office set or forbade", "until the end of the cohort"),
        "kind": Personal("set or forbidden", "until the end of the cohort"),
        "note": Personal("why the office decided so", "until the end of the cohort", exported=False),
        "decided_by": Personal(_ACTOR, "until the end of the cohort", Erasure.BLANK),
    },
    impersonal=("cohort",),
)
