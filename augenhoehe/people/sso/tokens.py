"""An ID token's claims, or a refusal (OpenID Connect Core 1.0, section 3.1.3.7). No network, no request."""

import hmac
import json
from collections.abc import Mapping
from typing import Any

import jwt

# Signatures with a key pair only: with a shared secret whoever knows it could write tokens.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
LEEWAY_S = 60


class TokenRefusedError(Exception):
    """The token was not made for us, here and now."""


def claims_of(token: str, *, keys: Mapping[str, Any], issuer: str, client_id: str, nonce: str | None) -> dict[str, Any]:
    """Claims of a signed ID token. `keys` is the issuer's JSON Web Key Set.

    Raises TokenRefusedError on a wrong signature, issuer, audience or nonce, and outside the token's time.
    """
    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in ALGORITHMS:
            raise TokenRefusedError(f"algorithm {header.get('alg')!r}")
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key(keys, header),
            algorithms=[header["alg"]],
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY_S,
            options={"require": ["iss", "aud", "exp", "iat", "sub"]},
        )
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise TokenRefusedError(type(error).__name__) from error
    if not nonce or not hmac.compare_digest(str(claims.get("nonce", "")), nonce):
        raise TokenRefusedError("nonce")
    if claims.get("azp", client_id) != client_id:
        raise TokenRefusedError("authorised party")
    return claims


def _key(keys: Mapping[str, Any], header: Mapping[str, Any]) -> Any:
    known = [key for key in keys.get("keys", []) if key.get("use", "sig") == "sig"]
    fitting = [key for key in known if key.get("kid") == header.get("kid")]
    if len(fitting) != 1:
        raise TokenRefusedError("unknown key")
    return jwt.PyJWK.from_json(json.dumps(fitting[0]), algorithm=header["alg"]).key
