from augenhoehe.applications.leaving import register

from .services import forget_withdrawn

register("surveys", forget_withdrawn)
