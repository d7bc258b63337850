"""Copy what the pages need of the design system out of node_modules: one stylesheet, three fonts, the licence.

Nothing of it is committed. The whole package has 30 MB; the pages need 0.7 MB of it, a reader loads half of that.
"""

import json
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "node_modules" / "@kern-ux" / "native"
TARGET = ROOT / "augenhoehe" / "static" / "vendor" / "kern"

FILES = {
    "dist/kern.min.css": "kern.min.css",
    "LICENSE.md": "LICENSE.md",
    **{
        f"dist/fonts/fira-sans/FiraSans-{style}.woff2": f"fonts/FiraSans-{style}.woff2"
        for style in ("Regular", "Italic", "SemiBold")
    },
}

SOURCE = """KERN-UX {version}, {license}: {homepage}
Source: {source}
Unchanged; the licence is in LICENSE.md.

The fonts are Fira Sans, SIL Open Font License 1.1: https://github.com/mozilla/Fira
"""


def main() -> None:
    package = json.loads((PACKAGE / "package.json").read_text())
    source = package["repository"]["url"].removeprefix("git+")
    text = SOURCE.format(**package, source=source)
    stamp = TARGET / "SOURCE.txt"
    there = {str(path.relative_to(TARGET)) for path in TARGET.rglob("*.*")}
    if there == {*FILES.values(), stamp.name} and stamp.read_text() == text:
        return
    shutil.rmtree(TARGET, ignore_errors=True)
    for origin, name in FILES.items():
        path = TARGET / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PACKAGE / origin, path)
    stamp.write_text(text)  # last, so that an interrupted copy is made again


if __name__ == "__main__":
    main()
