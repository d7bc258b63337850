from django.utils.translation import gettext_lazy as _

from augenhoehe.messaging.registry import TextKind, register

SIGN_IN_CODE = register(
    TextKind(
        key="people.sign_in_code",
        title=_("Sign-in code"),
        audience=_("everyone who signs in"),
        placeholders={"code": _("the six digits")},
        sample={"code": "123 456"},
        secret=True,
    )
)
