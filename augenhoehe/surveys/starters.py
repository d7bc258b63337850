from augenhoehe.programmes.starters import register

from .services import load_starter_instruments

register("surveys", load_starter_instruments)
