"""What goes with the texts of a tandem. What is in the library stays: both have agreed to it, and can take it back."""

from augenhoehe.tandems.forgetting import register

from .enums import LibraryState
from .models import Publication, Reflection, Undertaking

register(Undertaking)
register(Reflection)
register(Publication, state=LibraryState.OPEN)
