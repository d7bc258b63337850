from augenhoehe.common.resealing import register

from .models import Source
from .vault import bound_to

register(Source, bound_to)
