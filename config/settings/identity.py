"""Who signs in, and how: a six-digit code to the work address, or the organisation's single sign-on."""

from .environment import DEMO, env

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "home"

EMAIL_DOMAINS = [domain.lower() for domain in env("EMAIL_DOMAINS") or (["auenbrueck.example"] if DEMO else [])]

ACCOUNT_ADAPTER = "augenhoehe.people.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "request_login_code": "augenhoehe.people.forms.RequestCodeForm",
    "confirm_login_code": "augenhoehe.people.forms.EnterCodeForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_LOGOUT_REDIRECT_URL = "landing"
ACCOUNT_SESSION_REMEMBER = False
# What every answer to an address takes at least; several times what the longest way costs.
SIGN_IN_SECONDS = 0.25
# By mail address too: three tries a code leave 45 guesses an hour among a million.
ACCOUNT_RATE_LIMITS = {"request_login_code": "{}/m/ip,3/m/key,15/h/key".format(env("CODES_PER_MINUTE"))}
# Counted from the right of X-Forwarded-For: what stands further left, the visitor wrote.
ALLAUTH_TRUSTED_PROXY_COUNT = env("PROXIES") if env("BEHIND_PROXY") else 0
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = env("PRODUCT_NAME")

SOCIALACCOUNT_ADAPTER = "augenhoehe.people.adapter.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "sso",
                "name": env("ORGANISATION_NAME") or "Single Sign-on",
                "client_id": env("OIDC_CLIENT_ID"),
                "secret": env("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": env("OIDC_ISSUER"), "oauth_pkce_enabled": True},
            }
        ]
        if env("OIDC_ISSUER")
        else []
    }
}

SESSION_COOKIE_AGE = env("SESSION_HOURS") * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
