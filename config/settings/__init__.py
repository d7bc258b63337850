"""Settings, one file a purpose. Everything an operator may change is in `environment.py`."""

from .applications import *  # noqa: F403
from .database import *  # noqa: F403
from .dates import *  # noqa: F403
from .delivery import *  # noqa: F403
from .environment import DATA_DIR, DEBUG, DEMO  # noqa: F401
from .identity import *  # noqa: F403
from .logs import *  # noqa: F403
from .presentation import *  # noqa: F403
from .security import *  # noqa: F403
