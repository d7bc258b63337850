from augenhoehe.applications.leaving import register

from .services import forget_withdrawn

register("matching", forget_withdrawn)
