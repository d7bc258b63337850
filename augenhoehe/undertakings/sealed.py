from augenhoehe.common.resealing import register

from .confidential import reseal_reflections

register("undertakings", reseal_reflections)
