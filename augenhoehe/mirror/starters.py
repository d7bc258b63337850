from augenhoehe.programmes.starters import register

from .services.statements import load_starter_statements

register("mirror", load_starter_statements)
