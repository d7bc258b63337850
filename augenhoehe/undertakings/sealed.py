from augenhoehe.common.resealing import register

from .confidential import bound_to
from .models import Reflection

register(Reflection, bound_to)
