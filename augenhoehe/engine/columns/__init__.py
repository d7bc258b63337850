"""Cohorts of any size: the same exact answer without ever holding a score for every pair of persons.

Column generation (Dantzig and Wolfe 1960): solve over few pairs, price all of them block by block, add those that would
pay, until none does. What ends so is optimal for all pairs. ``docs/engine.md`` derives it.
"""
