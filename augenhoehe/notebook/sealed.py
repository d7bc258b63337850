from augenhoehe.common.resealing import register

from .services.resealing import reseal_everything

register("notebook", reseal_everything)
