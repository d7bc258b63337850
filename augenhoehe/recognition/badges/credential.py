"""A certificate as Open Badges 3.0 credential, signed as JSON Web Token (1EdTech Open Badges 3.0, section 8.2).

The token's payload is the credential itself; `iss`, `jti`, `nbf` and `sub` repeat its issuer, id, first moment and
subject. The header names the algorithm and, by the address it is found at, the key.
"""

import datetime as dt
import hashlib
from typing import Any, Final

import jwt
from django.conf import settings
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _

from augenhoehe.applications.enums import Side

from ..models import Certificate
from . import addresses
from .keys import ALGORITHM, SigningKey

CONTEXTS: Final = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)


def issuer_profile() -> dict[str, Any]:
    """Who issues badges here: the organisation."""
    return {
        "id": addresses.of_issuer(),
        "type": ["Profile"],
        "name": settings.ORGANISATION_NAME or settings.PRODUCT_NAME,
        "url": settings.BASE_URL,
    }


def achievement(certificate: Certificate) -> dict[str, Any]:
    """What the badge is for: having taken part in this role; no grade and no level."""
    programme = certificate.programme_name
    role = role_name(certificate.side)
    words = {"programme": programme, "role": role}
    return {
        "id": f"{addresses.of_issuer()}#{certificate.cohort.programme.slug}-{certificate.side}",
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": _("%(programme)s: took part as %(role)s") % words,
        "description": description(certificate),
        "criteria": {"narrative": criteria()},
        "image": {"id": image_address(certificate.side), "type": "Image", "caption": role},
        "inLanguage": translation.get_language(),
    }


def role_name(side: str) -> str:
    return _("mentor, in a tandem") if side == Side.MENTOR else _("mentee, in a tandem")


def description(certificate: Certificate) -> str:
    return _("A young professional and an executive met as a tandem in the programme %(programme)s.") % {
        "programme": certificate.programme_name
    }


def criteria() -> str:
    return _(
        "The two met as often as the programme asks for and brought their tandem to its end, or the programme office "
        "confirmed that they took part. It confirms participation; it is no mark and no appraisal."
    )


def image_address(side: str) -> str:
    return f"{settings.BASE_URL}{settings.STATIC_URL}img/badges/{side}.png"


def credential(certificate: Certificate) -> dict[str, Any]:
    """The credential, in the language that is active."""
    entry = certificate.entry
    return {
        "@context": list(CONTEXTS),
        "id": addresses.of_badge(entry.uid),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": issuer_profile(),
        "name": _("%(programme)s: took part as %(role)s")
        % {"programme": certificate.programme_name, "role": role_name(certificate.side)},
        "validFrom": _moment(certificate),
        # As long as the register knows whether it was revoked, and no longer.
        "validUntil": f"{entry.kept_until.isoformat()}T00:00:00Z",
        "awardedDate": _moment(certificate),
        "credentialSubject": {
            "id": f"urn:uuid:{entry.uid}",
            "type": ["AchievementSubject"],
            "identifier": [_identity(certificate)],
            "role": role_name(certificate.side),
            "activityStartDate": f"{certificate.begins_on.isoformat()}T00:00:00Z",
            "activityEndDate": f"{certificate.ends_on.isoformat()}T00:00:00Z",
            "narrative": narrative(certificate),
            "achievement": achievement(certificate),
        },
        "credentialStatus": status_entry(entry.pk),
    }


def _moment(certificate: Certificate) -> str:
    return certificate.issued_at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def narrative(certificate: Certificate) -> str:
    """Period, hours and the topics that the holder chose to name."""
    words = {
        "begin": date_format(certificate.begins_on),
        "end": date_format(certificate.ends_on),
        "hours": localize(certificate.hours),
    }
    told = _("From %(begin)s to %(end)s, %(hours)s hours.") % words
    topics = certificate.topic_names()
    return f"{told} {_('Topics:')} {', '.join(topics)}." if topics else told


def _identity(certificate: Certificate) -> dict[str, Any]:
    """By whom it can be claimed: the holder's mail address as salted hash, so that a wallet can compare it.

    The salt stands beside it, as the specification has it: whoever holds the badge can try out addresses. That is why
    the software shows a badge to nobody but its holder.
    """
    salt = salted_hmac("recognition.badge", str(certificate.entry.uid)).hexdigest()[:16]
    digest = hashlib.sha256(f"{certificate.person.email}{salt}".encode()).hexdigest()
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${digest}",
        "identityType": "emailAddress",
        "salt": salt,
    }


def status_entry(number: int) -> dict[str, Any]:
    """Where to look up whether it was revoked (W3C Bitstring Status List 1.0)."""
    address, place = addresses.of_status(number), number % addresses.LIST_SIZE
    return {
        "id": f"{address}#{place}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(place),
        "statusListCredential": address,
    }


def signed(body: dict[str, Any], key: SigningKey) -> str:
    """A credential as compact JWS."""
    begins = dt.datetime.fromisoformat(body["validFrom"])
    claims = {
        "iss": body["issuer"]["id"],
        "jti": body["id"],
        "nbf": int(begins.timestamp()),
        "sub": body["credentialSubject"]["id"],
    }
    if "validUntil" in body:
        claims["exp"] = int(dt.datetime.fromisoformat(body["validUntil"]).timestamp())
    return jwt.encode({**body, **claims}, key.private, algorithm=ALGORITHM, headers={"kid": addresses.of_key(key.name)})


def badge_of(certificate: Certificate, key: SigningKey) -> str:
    """The signed badge, in the language that is active."""
    return signed(credential(certificate), key)
