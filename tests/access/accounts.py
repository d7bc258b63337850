"""allauth's addresses: what it answers itself, and what is shadowed because nobody here has a password."""

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
NOT_HERE = dict.fromkeys(METHODS, "*:404")
# Its class-based views ask who it is before they look at the method.
MEMBER = dict.fromkeys(METHODS, "anonymous:302 *:405")
# Without a recent sign-in under way there is nothing to repeat or to finish.
NOTHING_TO_REPEAT = dict.fromkeys(METHODS, "anonymous:302 *:403")
NOTHING_UNDER_WAY = dict.fromkeys(METHODS, "*:302")
MEMBER_FORM = MEMBER | dict.fromkeys(("GET", "POST", "PUT"), "anonymous:302 *:200")
UNKNOWN_KEY = MEMBER | dict.fromkeys(("GET", "POST"), "anonymous:302 *:404")
VISITOR_FORM = dict.fromkeys(("GET", "POST"), "anonymous:200 *:302")

ROUTES = {
    "accounts/2fa/": MEMBER | {"GET": "anonymous:302 *:200"},
    "accounts/2fa/authenticate/": NOTHING_UNDER_WAY,
    "accounts/2fa/reauthenticate/": NOTHING_TO_REPEAT,
    "accounts/2fa/recovery-codes/": MEMBER | {"GET": "anonymous:302 *:404"},
    "accounts/2fa/recovery-codes/download/": dict.fromkeys(METHODS, "anonymous:302 *:404"),
    "accounts/2fa/recovery-codes/generate/": MEMBER_FORM,
    "accounts/2fa/totp/activate/": MEMBER_FORM,
    "accounts/2fa/totp/deactivate/": dict.fromkeys(METHODS, "anonymous:302 *:404"),
    "accounts/2fa/webauthn/": MEMBER | {"GET": "anonymous:302 *:200"},
    "accounts/2fa/webauthn/add/": MEMBER_FORM,
    "accounts/2fa/webauthn/keys/<int:pk>/edit/": UNKNOWN_KEY | {"PUT": "anonymous:302 *:404"},
    "accounts/2fa/webauthn/keys/<int:pk>/remove/": UNKNOWN_KEY | {"DELETE": "anonymous:302 *:404"},
    "accounts/2fa/webauthn/login/": NOTHING_UNDER_WAY | dict.fromkeys(("PATCH", "DELETE"), "anonymous:405 *:302"),
    "accounts/2fa/webauthn/reauthenticate/": NOTHING_TO_REPEAT,
    "accounts/3rdparty/": NOT_HERE,
    "accounts/3rdparty/login/cancelled/": {"GET": "*:200"},
    "accounts/3rdparty/login/error/": {"GET": "*:401"},
    "accounts/3rdparty/signup/": NOTHING_UNDER_WAY,
    "accounts/^confirm-email/(?P<key>[-:\\w]+)/$": NOT_HERE,
    "accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": NOT_HERE,
    "accounts/confirm-email/": NOT_HERE,
    "accounts/confirm-email/<path:rest>": NOT_HERE,
    "accounts/email/": NOT_HERE,
    "accounts/inactive/": {"GET": "*:200"},
    "accounts/login/": VISITOR_FORM,
    "accounts/login/code/": VISITOR_FORM,
    "accounts/login/code/confirm/": NOTHING_UNDER_WAY,
    "accounts/logout/": {"GET": "anonymous:302 *:200", "POST": "*:302"},
    "accounts/password/<path:rest>": NOT_HERE,
    "accounts/password/change/": NOT_HERE,
    "accounts/password/reset/": NOT_HERE,
    "accounts/password/reset/done/": NOT_HERE,
    "accounts/password/reset/key/done/": NOT_HERE,
    "accounts/password/set/": NOT_HERE,
    "accounts/reauthenticate/": NOTHING_TO_REPEAT,
    "accounts/signup/": NOT_HERE,
    "accounts/social/<path:rest>": NOT_HERE,
    "accounts/social/connections/": NOT_HERE,
    "accounts/social/login/cancelled/": NOT_HERE,
    "accounts/social/login/error/": NOT_HERE,
    "accounts/social/signup/": NOT_HERE,
    "language/": {"POST": "*:302"},
}
