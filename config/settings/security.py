"""Keys, hosts, headers."""

import re
import secrets
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from .environment import DATA_DIR, DEBUG, DEMO, env


def _demo_key(name: str) -> str:
    """A key of its own for each demo installation, made on first use."""
    path = DATA_DIR / f"demo-{name}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_hex(32))
        path.chmod(0o600)
    return path.read_text()


def _demo_badge_key() -> str:
    path = DATA_DIR / "demo-badge-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
        path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY = env("SECRET_KEY") or (_demo_key("secret-key") if DEMO or DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set (docs/operations/settings.md says how to make one)")

# Sessions and links in mails that an older key signed stay good while it is named here.
SECRET_KEY_FALLBACKS = env("SECRET_KEY_FALLBACKS")

# What only the two of a tandem may read is sealed by the first; the others still open what they sealed.
_notebook_key = env("NOTEBOOK_KEY") or (_demo_key("notebook-key") if DEMO or DEBUG else "")
NOTEBOOK_KEYS = [_notebook_key, *env("NOTEBOOK_KEY_FALLBACKS")]
if not _notebook_key:
    raise ImproperlyConfigured("NOTEBOOK_KEY is not set (docs/operations/settings.md says how to make one)")
if not all(re.fullmatch("[0-9a-fA-F]{64}", one) for one in NOTEBOOK_KEYS):
    raise ImproperlyConfigured("NOTEBOOK_KEY has to be 64 hexadecimal digits: openssl rand -hex 32")

# Signs badges; without it there are certificates and no badges. A demo makes its own (recognition.E001 checks it).
BADGE_KEY = env("BADGE_KEY") or (_demo_badge_key() if DEMO else "")

_base = urlsplit(env("BASE_URL"))
ALLOWED_HOSTS = env("ALLOWED_HOSTS") or [_base.hostname or "localhost"]
if DEMO:
    ALLOWED_HOSTS = [*ALLOWED_HOSTS, "localhost", "127.0.0.1", "[::1]"]

HTTPS = env("HTTPS") and not DEMO and not DEBUG
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
USE_X_FORWARDED_HOST = env("BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env("BEHIND_PROXY") else None
CSRF_TRUSTED_ORIGINS = [f"{_base.scheme}://{_base.netloc}"]
# Public forms that send a mail, by network address and by the mail address typed in.
FORM_RATES = {"interest": "{}/m/ip,3/h/key".format(env("FORMS_PER_MINUTE"))}
FORM_RATES["question"] = "{}/m/ip,10/h/key".format(env("FORMS_PER_MINUTE"))
FORM_RATES["comment"] = "{}/m/ip,5/h/key".format(env("FORMS_PER_MINUTE"))
FORM_RATES["helpful"] = "{}/m/ip".format(env("FORMS_PER_MINUTE"))
# Codes of certificates that nobody holds, by network address.
CHECK_RATES = {"check": "30/10m/ip"}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

_issuer = urlsplit(env("OIDC_ISSUER"))
_single_sign_on = [f"{_issuer.scheme}://{_issuer.netloc}"] if _issuer.netloc else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        # A form that leads to the single sign-on ends there, and browsers check the whole way.
        "form-action": [SELF, *_single_sign_on],
        "frame-ancestors": [NONE],
    }
}
