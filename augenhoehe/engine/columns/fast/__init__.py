"""The loops that pay for being compiled (extra ``fast``: numba). Everything here has a slower twin outside."""
