"""Which fields of this room say something about a person, why they are kept, and who reads them.

The register outlives the person: it holds hashes, from which nobody reads a name. Everybody reads what the holder
publishes, and whoever has the code from the paper what that paper says.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.registry import EVERYBODY, NOBODY, OFFICE, SELF, Erasure, Personal, classify

_PROMISED: Final = _(
    "as long as the installation promises that a certificate can be checked (10 years where nothing else is set)"
)
_CERTIFICATE: Final = _("as long as the certificate can be checked, or until the person is erased")
_ISSUE: Final = _("with the cohort")

classify(
    "recognition.RegisterEntry",
    personal={
        "facts_hash": Personal(
            _("to compare a paper with what was issued, without knowing whose it is"), _PROMISED, Erasure.KEEP
        ),
        "code_hash": Personal(_("to find a certificate by the code on the paper"), _PROMISED, Erasure.KEEP),
        "revoked_on": Personal(_("whether a certificate counts"), _PROMISED, Erasure.KEEP),
    },
    impersonal=("uid", "issued_on", "kept_until"),
    readers=NOBODY,
    apart={"revoked_on": (SELF, OFFICE, EVERYBODY)},
)
_SHOWN = (SELF, OFFICE, EVERYBODY)
classify(
    "recognition.Certificate",
    personal={
        "person": Personal(_("whose certificate it is"), _CERTIFICATE),
        "side": Personal(_("as what somebody took part"), _CERTIFICATE),
        "state": Personal(_("whether it counts"), _CERTIFICATE),
        "code": Personal(_("to check the paper by"), _CERTIFICATE, confidential=True),
        "name": Personal(_("the name on the paper"), _CERTIFICATE),
        "facts": Personal(_("programme, period and hours on the paper"), _CERTIFICATE),
        "topics": Personal(_("topics that the holder chose to name"), _CERTIFICATE, confidential=True),
        "published_at": Personal(_("whether the holder shows it to everybody"), _CERTIFICATE),
        "reason": Personal(_("why it was revoked, for the holder"), _CERTIFICATE, confidential=True),
    },
    impersonal=("entry", "cohort", "issued_at"),
    readers=_SHOWN,
    apart={"code": (SELF,), "topics": (SELF, EVERYBODY), "reason": (SELF, OFFICE), "published_at": (SELF,)},
)
classify(
    "recognition.CertificateRule",
    personal={},
    impersonal=("cohort", "meetings", "closing", "mentors", "mentees", "signatory", "signatory_role"),
)
classify(
    "recognition.Inclusion",
    personal={
        "person": Personal(_("who gets a certificate by the office’s hand"), _ISSUE),
        "note": Personal(_("why the office includes somebody"), _ISSUE, confidential=True),
        "included_by": Personal(_("who decided it"), _ISSUE, Erasure.BLANK),
    },
    impersonal=("cohort",),
    readers=(OFFICE,),
)
classify(
    "recognition.Issue",
    personal={"started_by": Personal(_("who issued them"), _ISSUE, Erasure.BLANK)},
    impersonal=("cohort", "state", "total", "done", "finished_at"),
    readers=NOBODY,
)
classify("recognition.BadgeKey", personal={}, impersonal=("name", "jwk", "first_seen_at", "withdrawn_at"))

_PLACE: Final = _("with the cohort")
_WISHES: Final = _("half a year after the places were given out")
classify(
    "recognition.BenefitRound",
    personal={},
    impersonal=("cohort", "number", "state", "until", "seed", "opened_at", "published_at", "reminded_at"),
)
classify(
    "recognition.Benefit",
    personal={},
    impersonal=(
        *("round", "kind", "title_de", "title_en", "text_de", "text_en", "places", "audience"),
        *("takes_place_on", "use_until", "wished", "wished_first"),
    ),
)
classify(
    "recognition.WishList",
    personal={
        "application": Personal(_("whose wishes they are"), _WISHES),
        "choices": Personal(_("which benefits somebody wishes for"), _WISHES, confidential=True),
        "lot": Personal(_("the number drawn in the lottery"), _WISHES),
        "served": Personal(_("whether somebody had a benefit before, so that others come first"), _WISHES),
        "missed": Personal(_("why somebody did not get what they wished for"), _WISHES, confidential=True),
    },
    impersonal=("round",),
    readers=(SELF,),
)
classify(
    "recognition.BenefitPlace",
    personal={
        "wish_list": Personal(_("who got a benefit"), _PLACE),
        "rank": Personal(_("which wish of theirs it was"), _PLACE),
        "state": Personal(_("what became of it"), _PLACE),
        "settled_on": Personal(_("when it was used or given back"), _PLACE),
        "followed": Personal(_("whether the place had come free"), _PLACE),
        "reminded_at": Personal(_("not to remind twice"), _PLACE, exported=False),
    },
    impersonal=("benefit",),
    readers=(SELF, OFFICE),
    apart={"reminded_at": NOBODY, "followed": (SELF,)},
)
