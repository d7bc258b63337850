"""SQLite as embedded default, PostgreSQL in production."""

from .environment import DATA_DIR, env


def _sqlite() -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(DATA_DIR / "augenhoehe.sqlite3"),
        # IMMEDIATE takes the write lock at the start: no deadlock between two readers that both want to write.
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
        },
    }


def _postgres() -> dict[str, object]:
    database: dict[str, object] = env.db_url("DATABASE_URL")
    size = env("DATABASE_POOL_SIZE")
    if size:
        # The pool hides a wrong address behind its own timeout, 30 s by default.
        database["OPTIONS"] = {"pool": {"min_size": 1, "max_size": size, "timeout": 5}}
    return database


DATABASES = {"default": _postgres() if env("DATABASE_URL") else _sqlite()}

CACHES = {
    "default": {"BACKEND": "augenhoehe.common.cache.DatabaseCache", "LOCATION": "cache"},
    # Public pages for a few seconds, in each process by itself: see augenhoehe/common/public.py.
    "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"},
}
PUBLIC_PAGE_SECONDS = env("PUBLIC_PAGE_SECONDS")
