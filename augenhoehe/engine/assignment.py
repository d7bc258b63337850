"""scipy's assignment solver without the rest of ``scipy.optimize``: importing that takes longer than solving.

The compiled module needs numpy alone, so it is loaded from its own file. Where scipy is built otherwise, or
``scipy.optimize`` is loaded anyway, the public function is taken: it is the same one.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader
from importlib.util import find_spec, module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray


class Solver(Protocol):
    """Rows and columns of the best assignment of a matrix (Crouse 2016)."""

    def __call__(
        self, cost_matrix: NDArray[Any], maximize: bool = False
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]: ...


def load_solver() -> Solver:
    """``scipy.optimize.linear_sum_assignment``, by the short way if there is one."""
    module = None if "scipy.optimize" in sys.modules else _compiled()
    if module is None:
        module = import_module("scipy.optimize")
    solver: Solver = module.linear_sum_assignment
    return solver


def _compiled() -> Any:
    """The compiled module by itself, or None where it is not found or not to be had alone."""
    package = find_spec("scipy")
    for folder in (package.submodule_search_locations or ()) if package else ():
        for suffix in EXTENSION_SUFFIXES:
            path = Path(folder, "optimize", f"_lsap{suffix}")
            if path.exists():
                return _load(path)
    return None


def _load(path: Path) -> Any:
    loader = ExtensionFileLoader("_lsap", str(path))
    spec = spec_from_loader(loader.name, loader)
    if spec is None:
        return None
    try:
        module = module_from_spec(spec)
        loader.exec_module(module)
    except ImportError:
        return None
    return module if hasattr(module, "linear_sum_assignment") else None


linear_sum_assignment = load_solver()
