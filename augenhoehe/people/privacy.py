"""What is stored about people here, why, and for how long."""

from augenhoehe.audit.registry import Erasure, Personal, classify

_MEMBER = "while the person takes part or is on the staff list"
_PROFILE = "to pair people and to address them"
_RULE = "so that nobody is paired with a superior, a subordinate or a former partner"

classify(
    "people.Person",
    personal={
        "email": Personal("sign-in and mails", _MEMBER),
        "password": Personal("none is ever set; it only tells old sessions apart", _MEMBER, exported=False),
        "first_name": Personal(_PROFILE, _MEMBER),
        "last_name": Personal(_PROFILE, _MEMBER),
        "unit": Personal(_PROFILE, _MEMBER),
        "site": Personal(_PROFILE, _MEMBER),
        "function_level": Personal(_PROFILE, _MEMBER),
        "level_by_house": Personal("who may correct the function level", _MEMBER),
        "career_stage": Personal(_PROFILE, _MEMBER),
        "languages": Personal(_PROFILE, _MEMBER),
        "language": Personal("to write in the right language", _MEMBER),
        "is_administrator": Personal("right to run the installation", _MEMBER),
        "is_active": Personal("right to sign in", _MEMBER),
        "joined_at": Personal("tells used accounts from imported ones", _MEMBER),
        "last_login": Personal("none; written by the framework", _MEMBER),
        "unconfirmed": Personal("an address nobody confirmed is forgotten after a day", "a day"),
    },
    impersonal=("is_superuser", "groups", "user_permissions"),
)
classify(
    "people.Relation",
    personal={
        "superior": Personal(_RULE, "12 months after its end", confidential=True),
        "subordinate": Personal(_RULE, "12 months after its end", confidential=True),
        "kind": Personal(_RULE, "12 months after its end", confidential=True),
        "since": Personal(_RULE, "12 months after its end"),
        "until": Personal(_RULE, "12 months after its end"),
        "declared_by": Personal("whose own statement it is", "12 months after its end", confidential=True),
    },
)
classify(
    "people.FormerTandem",
    personal={
        "mentor": Personal(_RULE, "until taken back or the account ends", confidential=True),
        "mentee": Personal(_RULE, "until taken back or the account ends", confidential=True),
        "ended_on": Personal(_RULE, "until taken back or the account ends"),
        "declared_by": Personal("whose own statement it is", "until taken back or the account ends", confidential=True),
    },
)
classify(
    "people.Upload",
    personal={
        "data": Personal("to check a table before it is imported", "a day", Erasure.DELETE_ROW, exported=False),
        "uploaded_by": Personal("only whoever uploaded it sees it", "a day", exported=False),
    },
    impersonal=("kind", "scope_id", "mapping", "expires_at"),
)
classify(
    "people.Unit", personal={}, impersonal=("parent", "name", "short", "kind", "distribution_list", "list_language")
)
classify("people.Site", personal={}, impersonal=("name", "address"))
classify("people.Grade", personal={}, impersonal=("code", "function_level"))
