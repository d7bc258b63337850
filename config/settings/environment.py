"""Every setting that comes from the environment, with its default. Documented in docs/operations/settings.md."""

from pathlib import Path

import environ
from environ.fileaware_mapping import FileAwareMapping


class _Environment(FileAwareMapping):
    """A value may stand in a file; the line end that editors and `openssl rand` leave there is none of it."""

    def __getitem__(self, key: str) -> str:
        return str(super().__getitem__(key)).strip()


class _Env(environ.Env):
    ENVIRON = _Environment()


env = _Env(
    # what runs
    DEMO=(bool, False),
    DEBUG=(bool, False),
    SECRET_KEY=(str, ""),
    SECRET_KEY_FALLBACKS=(list, []),
    NOTEBOOK_KEY=(str, ""),
    NOTEBOOK_KEY_FALLBACKS=(list, []),
    BADGE_KEY=(str, ""),
    DATA_DIR=(str, "var"),
    DATABASE_URL=(str, ""),
    DATABASE_POOL_SIZE=(int, 8),
    # where it is reached
    ALLOWED_HOSTS=(list, []),
    BASE_URL=(str, "http://127.0.0.1:8000"),
    BEHIND_PROXY=(bool, False),
    PROXIES=(int, 1),
    HTTPS=(bool, True),
    PUBLIC_PAGE_SECONDS=(int, 5),
    # who it is for
    PRODUCT_NAME=(str, "Augenhöhe"),
    ORGANISATION_NAME=(str, ""),
    EMAIL_DOMAINS=(list, []),
    HOLIDAY_REGION=(str, "BY"),
    DEFAULT_LANGUAGE=(str, "de"),
    TIME_ZONE=(str, "Europe/Berlin"),
    GENDER_FORM=(str, "colon"),
    CERTIFICATE_YEARS=(int, 10),
    OFFICE_HOURS=(str, "mon-thu 08:00-17:00; fri 08:00-15:00"),
    TRAVEL_MINUTES=(int, 30),
    CALENDAR_HOSTS=(list, []),
    # mail
    EMAIL_URL=(str, "smtp://localhost:25"),
    MAIL_FROM=(str, "augenhoehe@localhost"),
    ANNOUNCE_TO_PEOPLE=(bool, False),
    REPLIES_URL=(str, ""),
    # sign-in
    SESSION_HOURS=(int, 12),
    CODES_PER_MINUTE=(int, 20),
    FORMS_PER_MINUTE=(int, 20),
    OIDC_ISSUER=(str, ""),
    OIDC_CLIENT_ID=(str, ""),
    OIDC_CLIENT_SECRET=(str, ""),
    LOG_LEVEL=(str, "INFO"),
)

PROJECT = Path(__file__).resolve().parents[2]
PACKAGE = PROJECT / "augenhoehe"
DATA_DIR = Path(env("DATA_DIR")).absolute()
DEMO: bool = env("DEMO")
DEBUG: bool = env("DEBUG")
