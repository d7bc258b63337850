from .benefit import Benefit, BenefitPlace, BenefitPlaceQuerySet, BenefitRound, WishList
from .certificate import Certificate, CertificateQuerySet, RegisterEntry
from .issuing import CertificateRule, Inclusion, Issue
from .key import BadgeKey

__all__ = [
    "BadgeKey",
    "Benefit",
    "BenefitPlace",
    "BenefitPlaceQuerySet",
    "BenefitRound",
    "Certificate",
    "CertificateQuerySet",
    "CertificateRule",
    "Inclusion",
    "Issue",
    "RegisterEntry",
    "WishList",
]
