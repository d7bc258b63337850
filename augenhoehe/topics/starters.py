from augenhoehe.programmes.starters import register

from .services import load_starter_pool

register("topics", load_starter_pool)
