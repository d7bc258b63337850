"""What is stored about people here, why, and for how long."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.registry import ADMIN, NOBODY, OFFICE, PARTNER, SELF, Erasure, Personal, classify

_MEMBER = _("while the person takes part or is on the staff list")
_PROFILE = _("to pair people and to address them")
_RULE = _("so that nobody is paired with a superior, a subordinate or a former partner")
_SHARED = ("email", "first_name", "last_name", "unit", "function_level", "languages")

classify(
    "people.Person",
    personal={
        "email": Personal(_("sign-in and mails"), _MEMBER),
        "password": Personal(_("none is ever set; it only tells old sessions apart"), _MEMBER, exported=False),
        "first_name": Personal(_PROFILE, _MEMBER),
        "last_name": Personal(_PROFILE, _MEMBER),
        "unit": Personal(_PROFILE, _MEMBER),
        "site": Personal(_PROFILE, _MEMBER),
        "function_level": Personal(_PROFILE, _MEMBER),
        "level_by_house": Personal(_("who may correct the function level"), _MEMBER),
        "career_stage": Personal(_PROFILE, _MEMBER),
        "languages": Personal(_PROFILE, _MEMBER),
        "language": Personal(_("to write in the right language"), _MEMBER),
        "is_administrator": Personal(_("right to run the installation"), _MEMBER),
        "is_active": Personal(_("right to sign in"), _MEMBER),
        "joined_at": Personal(_("tells used accounts from imported ones"), _MEMBER),
        "last_login": Personal(_("none; written by the framework"), _MEMBER),
        "unconfirmed": Personal(_("an address nobody confirmed is forgotten after a day"), _("a day")),
    },
    impersonal=("is_superuser", "groups", "user_permissions"),
    readers=(SELF, OFFICE, ADMIN),
    apart={
        **dict.fromkeys(_SHARED, (SELF, PARTNER, OFFICE, ADMIN)),
        "password": NOBODY,
        "last_login": NOBODY,
        "unconfirmed": NOBODY,
        "level_by_house": (SELF, ADMIN),
        "is_administrator": (ADMIN,),
        "is_active": (ADMIN,),
        "joined_at": (ADMIN,),
    },
)
classify(
    "people.Relation",
    personal={
        "superior": Personal(_RULE, _("12 months after its end"), confidential=True),
        "subordinate": Personal(_RULE, _("12 months after its end"), confidential=True),
        "kind": Personal(_RULE, _("12 months after its end"), confidential=True),
        "since": Personal(_RULE, _("12 months after its end")),
        "until": Personal(_RULE, _("12 months after its end")),
        "declared_by": Personal(_("whose own statement it is"), _("12 months after its end"), confidential=True),
    },
    readers=(SELF,),
)
classify(
    "people.FormerTandem",
    personal={
        "mentor": Personal(_RULE, _("until taken back or the account ends"), confidential=True),
        "mentee": Personal(_RULE, _("until taken back or the account ends"), confidential=True),
        "ended_on": Personal(_RULE, _("until taken back or the account ends")),
        "declared_by": Personal(
            _("whose own statement it is"), _("until taken back or the account ends"), confidential=True
        ),
    },
    readers=(SELF,),
)
classify(
    "people.Upload",
    personal={
        "data": Personal(_("to check a table before it is imported"), _("a day"), Erasure.DELETE_ROW, exported=False),
        "uploaded_by": Personal(_("only whoever uploaded it sees it"), _("a day"), exported=False),
    },
    impersonal=("kind", "scope_id", "mapping", "expires_at"),
    readers=(OFFICE, ADMIN),
)
classify(
    "people.Unit", personal={}, impersonal=("parent", "name", "short", "kind", "distribution_list", "list_language")
)
classify("people.Site", personal={}, impersonal=("name", "address"))
classify("people.Grade", personal={}, impersonal=("code", "function_level"))
