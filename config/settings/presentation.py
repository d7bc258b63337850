"""Languages, templates, static files."""

from django.utils.translation import gettext_lazy as _

from .environment import DATA_DIR, DEMO, PACKAGE, env

PRODUCT_NAME = env("PRODUCT_NAME")
ORGANISATION_NAME = env("ORGANISATION_NAME") or ("Stadt Auenbrück" if DEMO else "")
HOLIDAY_REGION = env("HOLIDAY_REGION")
GENDER_FORM = env("GENDER_FORM")
CERTIFICATE_YEARS = env("CERTIFICATE_YEARS")

LANGUAGES = [("de", _("German")), ("en", _("English"))]
LANGUAGE_CODE = env("DEFAULT_LANGUAGE")
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = "augenhoehe.common.formats"
TIME_ZONE = env("TIME_ZONE")
USE_TZ = True

FORM_RENDERER = "augenhoehe.common.forms.Renderer"
COTTON_DIR = "components"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "augenhoehe.common.context.installation",
                "augenhoehe.portal.context.navigation",
            ],
        },
    }
]

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "media"
