"""Collect all texts into the German catalogue, without what makes diffs long: places, dates, fuzzy guesses."""

import subprocess
from pathlib import Path

import polib

CATALOGUE = Path("augenhoehe/locale/de/LC_MESSAGES/django.po")
IGNORED = (".venv", "node_modules", "tests", "var", "bench", "scripts")
HEADER = {
    "Project-Id-Version": "augenhoehe",
    "Language": "de",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def tidy(path: Path) -> None:
    """Empty what gettext only guessed, and keep nothing in the header that changes by itself."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for entry in catalogue:
        if entry.fuzzy:
            entry.flags.remove("fuzzy")
            entry.msgstr = ""
            entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "")
        entry.previous_msgid = entry.previous_msgid_plural = entry.previous_msgctxt = None
    catalogue.metadata = HEADER
    catalogue.metadata_is_fuzzy = False
    catalogue.header = "The German texts."
    catalogue.save(str(path))


def main() -> None:
    command = [
        "augenhoehe",
        "admin",
        "makemessages",
        "-l",
        "de",
        "--no-location",
        "--no-obsolete",
        "--no-wrap",
    ]
    for folder in IGNORED:
        command += ["--ignore", folder]
    subprocess.run(command, check=True)
    tidy(CATALOGUE)
    open_ones = [entry.msgid for entry in polib.pofile(str(CATALOGUE)) if not entry.translated()]
    print(f"{len(open_ones)} texts without German" + "".join(f"\n  {text!r}" for text in open_ones))


if __name__ == "__main__":
    main()
