"""Copy what the pages need out of node_modules: the stylesheet and fonts of the design system, the library of charts.

Nothing of it is committed. The packages have 140 MB, the pages need 1.8 MB of it; only those with charts need more than
0.4.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "augenhoehe" / "static" / "vendor"


@dataclass(frozen=True)
class Package:
    """A package, its folder in `static/vendor/`, and its files there by where they come from."""

    name: str
    folder: str
    files: dict[str, str]
    note: str


PACKAGES = (
    Package(
        "@kern-ux/native",
        "kern",
        {
            "dist/kern.min.css": "kern.min.css",
            "LICENSE.md": "LICENSE.md",
            **{
                f"dist/fonts/fira-sans/FiraSans-{style}.woff2": f"fonts/FiraSans-{style}.woff2"
                for style in ("Regular", "Italic", "SemiBold")
            },
        },
        "\nThe fonts are Fira Sans, SIL Open Font License 1.1: https://github.com/mozilla/Fira\n",
    ),
    Package(
        "echarts",
        "echarts",
        {"dist/echarts.min.js": "echarts.min.js", "LICENSE": "LICENSE.txt", "NOTICE": "NOTICE.txt"},
        "",
    ),
)

SOURCE = """{name} {version}, {license}: {homepage}
Source: {source}
Unchanged; the licence is in {licence}.
"""


def copy(package: Package) -> None:
    """Bring one package into its folder, unless just that is there already."""
    origin, target = ROOT / "node_modules" / package.name, VENDOR / package.folder
    about = json.loads((origin / "package.json").read_text())
    licence = next(name for name in package.files.values() if name.startswith("LICENSE"))
    source = about["repository"]["url"].removeprefix("git+")
    text = SOURCE.format(**about, source=source, licence=licence) + package.note
    stamp = target / "SOURCE.txt"
    there = {str(path.relative_to(target)) for path in target.rglob("*.*")}
    if there == {*package.files.values(), stamp.name} and stamp.read_text() == text:
        return
    shutil.rmtree(target, ignore_errors=True)
    for name, place in package.files.items():
        path = target / place
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(origin / name, path)
    stamp.write_text(text)  # last, so that an interrupted copy is made again


if __name__ == "__main__":
    for one in PACKAGES:
        copy(one)
