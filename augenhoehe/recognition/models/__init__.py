from .certificate import Certificate, CertificateQuerySet, RegisterEntry
from .issuing import CertificateRule, Inclusion, Issue
from .key import BadgeKey

__all__ = [
    "BadgeKey",
    "Certificate",
    "CertificateQuerySet",
    "CertificateRule",
    "Inclusion",
    "Issue",
    "RegisterEntry",
]
