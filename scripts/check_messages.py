"""German is complete: every text is in the catalogue, translated, not guessed, with the same placeholders."""

import re
import subprocess
import sys
from pathlib import Path

import polib

CATALOGUE = Path("augenhoehe/locale/de/LC_MESSAGES/django.po")
PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|%[sd]|\{\w*\}")


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def faults(catalogue: polib.POFile) -> list[str]:
    """A line for each text that is open, guessed, or has other placeholders than the original."""
    found = []
    for entry in catalogue:
        if entry.fuzzy or not entry.translated():
            found.append(f"not translated: {entry.msgid!r}")
        for original, german in zip(
            (entry.msgid_plural or entry.msgid, entry.msgid_plural),
            (entry.msgstr or entry.msgstr_plural.get(1, ""), entry.msgstr_plural.get(1, "")),
            strict=True,
        ):
            if german and placeholders(original) != placeholders(german):
                found.append(f"other placeholders: {original!r} → {german!r}")
    return found


def collected_anew() -> set[str]:
    """The texts that the code has now; the catalogue itself is put back as it was."""
    before = CATALOGUE.read_bytes()
    try:
        subprocess.run([sys.executable, "scripts/collect_messages.py"], check=True, capture_output=True)
        return {(e.msgctxt or "") + e.msgid for e in polib.pofile(str(CATALOGUE))}
    finally:
        CATALOGUE.write_bytes(before)


def main() -> int:
    catalogue = polib.pofile(str(CATALOGUE))
    found = faults(catalogue)
    known = {(e.msgctxt or "") + e.msgid for e in catalogue}
    now = collected_anew()
    found += [f"not in the catalogue (make messages): {text!r}" for text in sorted(now - known)]
    found += [f"no longer used (make messages): {text!r}" for text in sorted(known - now)]
    print("\n".join(found) or f"German is complete: {len(known)} texts")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
