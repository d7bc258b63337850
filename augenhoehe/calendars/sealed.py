from augenhoehe.common.resealing import register

from .vault import reseal_sources

register("calendars", reseal_sources)
